import { isMadeOf } from './made-of.js'
import { stripCourtesy } from './strip-courtesy.js'

/** A message that wants the deciding article itself, word for word, and no advice. */
export interface BasisRequest {
  /** What has to be decided, without the request; '' where the message is the request alone. */
  question: string
  /** How many articles are asked for: 法律依据是什么 one, 有哪些法律依据 several. */
  wanted: 'one' | 'several'
}

const NOUN =
  '(?:(?:相关|具体|对应|主要|直接|相应|有关)的?)?(?:法律|法规|法[条條]|条文)?(?:依[据據])(?:的?(?:内容|原文))?|(?:(?:相关|具体|对应|相应|有关)的?)?(?:法律)?(?:法[条條]|条文|條文|条款|法律规定)(?:的?(?:内容|原文|全文|名称和内容))?'
const GIVE =
  '(?:给出|給出|给我|提供|列出|列明|写出|写明|指出|找出|输出|引用|援引|告诉我?|告知|说出|说一下|查一下|附上|注明)'
/** One word of an instruction after another: 请 根据 具体 场景 与 问题 给出 法律依据. */
const INSTRUCTION = new RegExp(
  `${GIVE}|${NOUN}|请你?|請|麻烦|帮我|帮忙|你|您|只|仅|就|需要?|要|直接|即可|就行|就可以|可以|根据|依据|按照?|针对|结合|对|以下|下面|下列|上述|以上|这个|该|每个|每一个|各|具体|场景|案例|案情|情况|描述|事实|问题|与|和|及|并|的|了|中|里|回答|回复|答复|解答|判断|涉及|一个|一条|一|个|条|不用|不需要?|不必|无需|别|解释|分析|说明|其他|内容|是|为|一下|所`,
  'y',
)
const ASKED_FOR = new RegExp(`${GIVE}.{0,8}(?:${NOUN})|(?:只|仅|就)(?:需要?|要)(?:${NOUN})`)
const WHICH = '(?:哪|什么|何|哪一)(?:些|几|一|个|部|种)*'
/** How a question ends that asks for its article. 适用什么法律 is left out: it asks which country's law applies. */
const ENDING = new RegExp(
  `[,，。;；:：\\s]*(?:(?:请|請|麻烦|帮我|并|同时|能否|可以|能不能)*${GIVE}(?:一下)?(?:${NOUN})|(?:的|有)?(?:什么|哪些|何)?(?:法律|法规|法[条條]|条文)(?:上)?的?依[据據](?:又?是(?:什么|哪些|哪一?[条條]|哪几[条條]|啥)|在哪里?|在哪儿|有哪些|呢)?|(?:应该?|应当|是|要)*(?:依据|依據|根据|按照?|依照|适用|援引|引用|参照|对应|违反|触犯)(?:的|了)?是?(?:${WHICH}(?:法律|法规|法)?的?(?:第?几|哪一?)?(?:[条條](?:法律|法规|法|规定)?|法[条條]|条文|条款)|${WHICH}(?:法律|法规|法)的?(?:第几|哪一?)[条條])(?:规定)?)(?:吗|呢|啊|呀)?[?？。!！\\s]*$`,
)
/** The request alone, which leans on what was said before: 依据是什么, 哪条法律规定的. */
const BARE =
  /^(?:那|那么|请问|这个|这|你说的|上面|以上)*(?:的)?(?:依[据據](?:是什么|是哪一?条|呢|在哪里?)|(?:是)?哪[一部]?[条條个](?:法律)?(?:规定的?|里?写的?)|(?:有)?(?:什么)?(?:法律)?依[据據](?:吗|呢)?)[?？。!！]*$/
const LABEL = /(?:^|(?<=[\n。！？!?;；\s]))(?:场景|案例|案情|情景|情况|问题|提问)\s*\d*\s*[:：]\s*/g
/** Who asks what to do wants more than an article. */
const WHAT_TO_DO =
  /怎么办|咋办|怎么(?:处理|做|弄|要|讨|维权|申请|起诉|解决)|如何(?:处理|维权|解决|申请|办理|起诉)|该怎么/
const SEVERAL = /哪些|哪几|几条法|多条/

/**
 * Reads requests for the legal basis, as an instruction before the scene (请根据场景给出法律依据，只需给出法条内容。场景：…)
 * or at the end (…，法律依据是什么？). Who asks what to do and for the basis besides gets the whole answer.
 * @returns null: an ordinary message
 */
export function readBasisRequest(text: string): BasisRequest | null {
  const core = stripCourtesy(text)
  if (BARE.test(core)) return { question: '', wanted: 'one' }
  const { instruction, rest } = takeInstruction(core)
  const question = plain(rest)
  if (ASKED_FOR.test(instruction)) {
    const ending = ENDING.exec(question)
    const left = ending === null ? question : question.slice(0, ending.index)
    return { question: left, wanted: wantedBy(instruction + (ending?.[0] ?? '')) }
  }
  const ending = ENDING.exec(core)
  if (ending === null) return null
  const before = plain(core.slice(0, ending.index))
  return WHAT_TO_DO.test(before) ? null : { question: before, wanted: wantedBy(ending[0]) }
}

function wantedBy(request: string): BasisRequest['wanted'] {
  return SEVERAL.test(request) ? 'several' : 'one'
}

/** Clauses at the beginning that are made of nothing but the words of an instruction. */
function takeInstruction(text: string): { instruction: string; rest: string } {
  let rest = text
  for (;;) {
    const clause = /^([^,，。;；:：!！\n]+)[,，。;；:：!！\s]+/.exec(rest)
    if (clause === null || !isMadeOf(INSTRUCTION, clause[1]!)) break
    // 场景: and 问题: are labels of what follows, not part of the instruction.
    if (/^(?:场景|案例|案情|情景|情况|问题)$/.test(clause[1]!)) break
    rest = rest.slice(clause[0].length)
  }
  return { instruction: text.slice(0, text.length - rest.length), rest }
}

function plain(text: string): string {
  return text.replace(LABEL, '').trim()
}
