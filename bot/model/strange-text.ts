import { TOKEN } from '../mask-personal-data.js'

/** Tags, links, code, chat templates, however wide their brackets: an answer is plain words. */
const MARKUP =
  /<[a-z!/?|]|&(?:#\d+|[a-z]+);|\]\s*\(|!\[|```|https?:|www\.|(?:javascript|data|vbscript):|\{\{|\}\}|\|>/i
/** Talk of its own orders and of how it was asked. */
const OWN_TALK =
  /指令|我被(?:要求|设定|告知|训练)|提示词|(?:编号|提供的|给出的|给定的|上述|以上)资料|资料\s*[\d一二三四五六七八九十]|(?:作为|我是)(?:一[个名位])?(?:AI|人工智能|大?语言|大)(?:语言)?模型/i
/** What may stand for personal data, also ill spelt. */
const TOKEN_LIKE =
  /[[{<(](?:身份证|电话|手机|银行卡|证件|车牌|邮箱|微信|QQ|地址|姓名|人名|名字)\s*\d*[\]}>)]/g
/** Latin words that people use in Chinese. */
const USUAL_LATIN = /^(?:app|pdf|ct|atm|id|wifi)$/i
/** Characters in a row that a text has in common with the prompt by no chance. */
const PROMPT_RUN = 8

/**
 * Whether a text holds what no honest answer holds: markup, links, tokens for personal data that nobody gave, words of
 * the prompt or of its format.
 * @param known what the model was told of the matter: its sources and the question
 */
export function isStrange(text: string, known: string, prompt: string): boolean {
  const plain = fold(text)
  const ground = fold(known)
  const unknown = (pattern: RegExp): boolean => {
    const found = pattern.exec(plain)?.[0]
    return found !== undefined && !ground.includes(found)
  }
  return (
    MARKUP.test(plain) ||
    unknown(OWN_TALK) ||
    hasStrangeToken(plain, ground) ||
    hasStrangeLatin(plain, ground) ||
    hasRunOf(prompt, plain, ground)
  )
}

function fold(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[【〔「『]/g, '[')
    .replace(/[】〕」』]/g, ']')
}

/** Also where a token is right, but its brackets are not: it could not be put back. */
function hasStrangeToken(text: string, known: string): boolean {
  const given = new Set(known.match(TOKEN))
  return (text.match(TOKEN_LIKE) ?? []).some((token) => !given.has(token))
}

/** Who asks in Latin letters is answered in them. */
function hasStrangeLatin(text: string, known: string): boolean {
  const lower = known.toLowerCase()
  return (text.match(/[a-z][a-z_.-]+/gi) ?? []).some(
    (word) => !USUAL_LATIN.test(word) && !lower.includes(word.toLowerCase()),
  )
}

function hasRunOf(prompt: string, text: string, known: string): boolean {
  const words = (from: string) => from.normalize('NFKC').replace(/[^\p{L}\p{N}]/gu, '')
  const [said, orders, ground] = [text, prompt, known].map(words) as [string, string, string]
  for (let at = 0; at + PROMPT_RUN <= said.length; at++) {
    const run = said.slice(at, at + PROMPT_RUN)
    if (orders.includes(run) && !ground.includes(run)) return true
  }
  return false
}
