import { type MaskTokens, maskPersonalData, TOKEN } from '../../bot/mask-personal-data.js'

export interface HiddenPart {
  /** 电话, 姓名: as in the tokens of `maskPersonalData`. */
  kind: string
  value: string
  /** What stands there instead: 某电话, 当事人甲. */
  put: string
}

/** By kind; a person keeps a name, so that who did what to whom can still be read. */
const INSTEAD: Readonly<Record<string, string>> = {
  身份证: '某身份证号',
  电话: '某电话',
  银行卡: '某账号',
  证件: '某证件号',
  车牌: '某车牌',
  邮箱: '某邮箱',
  微信: '某微信号',
  QQ: '某QQ号',
  地址: '某地',
}
const PEOPLE = '甲乙丙丁戊己庚辛壬癸'
/** Says only how to reach somebody: 我的电话是[电话1]. */
const CONTACT_CLAUSE =
  /[，,；;、\s]*[^，,；;。！!？?\n]*\[(?:电话|邮箱|微信|账号|QQ)\d+\][^，,；;。！!？?\n]*/g

/**
 * Texts for everybody to read: personal data become general words, one person the same in all texts. Clauses that only
 * say how to reach the citizen are left out of the first text, the question.
 * @param publicNumbers digits of telephone numbers that may be told, as of offices
 * @param heard what else was said: a name that is told there as one is none of the public's here either
 */
export function hidePersonalData(
  texts: readonly string[],
  publicNumbers: ReadonlySet<string>,
  heard: readonly string[] = [],
): { texts: string[]; hidden: HiddenPart[] } {
  let tokens: MaskTokens = {}
  const found = texts.map((text) => {
    const done = maskPersonalData(text, tokens)
    tokens = done.tokens
    return done.masked
  })
  for (const text of heard) tokens = maskPersonalData(text, tokens).tokens
  const masked = found.map((text) => withKnownNames(text, tokens))
  const put = new Map<string, string>()
  const hidden: HiddenPart[] = []
  let people = 0
  for (const [token, value] of Object.entries(tokens)) {
    if (!masked.some((text) => text.includes(token))) continue
    const kind = /^\[(\D+)\d+\]$/.exec(token)?.[1] ?? ''
    if (kind === '电话' && publicNumbers.has(digitsOf(value))) {
      put.set(token, value)
      continue
    }
    const word =
      kind === '姓名' ? `当事人${PEOPLE[people++ % PEOPLE.length]}` : (INSTEAD[kind] ?? `某${kind}`)
    put.set(token, word)
    hidden.push({ kind, value, put: word })
  }
  const general = (text: string) => text.replace(TOKEN, (token) => put.get(token) ?? token)
  const [question, ...others] = masked.map((text) => text.trim())
  return {
    texts: question === undefined ? [] : [general(withoutContacts(question, put)), ...others.map(general)],
    hidden,
  }
}

/** A name is told as one once (我叫李建国), and then stands alone. */
function withKnownNames(text: string, tokens: MaskTokens): string {
  let done = text
  for (const [token, value] of Object.entries(tokens)) {
    if (token.startsWith('[姓名')) done = done.replaceAll(value, token)
  }
  return done
}

function withoutContacts(question: string, put: ReadonlyMap<string, string>): string {
  const short = question
    .replace(CONTACT_CLAUSE, (clause) => {
      const isPublic = (clause.match(TOKEN) ?? []).every((token) => /\d{3}/.test(put.get(token) ?? ''))
      return isPublic ? clause : ''
    })
    .trim()
  return short === '' ? question : short
}

export function digitsOf(phone: string): string {
  return phone.replace(/\D/g, '')
}
