import { parseArticleReferences } from '../../knowledge/article-reference.js'
import { findServiceLine } from '../lexicon/service-terms.js'
import { type Exchange, type MayBegin, onlyAsked } from '../turn.js'
import { asksMeaning } from './asks-meaning.js'
import { classifyMatter } from './classify-matter.js'
import { foldText } from './normalise-text.js'
import { spokenShare } from './spoken-share.js'
import { stripCourtesy } from './strip-courtesy.js'
import { tellsOnly } from './tells-only.js'

export interface CompletedQuestion {
  standaloneQuestion: string
  /** The new part. */
  focus: string
  followUp: boolean
  /** Taken for a follow-up though it may begin something new, and why it may. */
  mayBegin: MayBegin
  /** The earlier exchange that the message leans on. */
  on: Exchange | null
}

const LEANS =
  /^(?:还(?:能|可以|要|用|得|会|算)|那|那么|那要是|那如果|如果|要是|假如|万一|可是|但是|但|不过|还有|另外|然后|所以|而且|再问|又|也|因为|就是|其实|反正|结果|后来)|^(?:这个|这|这样|这种情况|这种|第[一二三四五12345](?:步|点|条|种)(?!.{0,2}法))|呢[?？。!！]*$/
const PERSON = /^(?:他|她|它|他们|她们|对方|人家)/
/** Whoever was spoken of, where that was no employer. */
const KEEPER = /^(?:老板娘?|店家|店主)/
const ASPECT =
  '(?:(?:准备|收集|提供|提交|带|找|留)(?:些)?(?:什么|哪些|啥)(?:材料|证据|手续|东西|证件)|多久|多长时间|几天|几年|几个月|多少钱|什么材料|哪些材料|什么证据|哪些证据|什么手续|带什么|准备什么|在哪|去哪里?|哪里|找谁|怎么申请|怎么办理|怎么办|怎么弄|怎么写|怎么证明|怎么算|怎么起诉|怎么告|怎么做|怎么走|为什么|为啥|凭什么|什么意思|可以吗|行吗|能行吗|有用吗|合法吗|违法吗|犯法吗|要?请律师吗|收费吗|[要交花收]钱吗|免费吗|期限|流程|步骤|材料|费用|地址|电话|依据|法律依据|详细一?点|具体点|再说一遍|说清楚点|没听懂|不明白|不懂|会判吗|会坐牢吗|(?:最多)?(?:能)?赔多少|判几年|判多久)'
const ASPECTS = new RegExp(ASPECT, 'g')
/** An aspect and a few words around it: 多久能下来, 大概要准备什么材料. */
const BARE_ASPECT = new RegExp(
  `^(?:大概|一般|具体|最快|最多|最少|到底|需|要|会|得|能|可以|我|我们|应该|还|那|花|交|用)*${ASPECT}.{0,6}$`,
)
/** 要公证吗, 能调解不: too short to tell what of. */
const SHORT_CHECK = /^(?:还?(?:要|能|可以|用|会|得))?(.{2,4})[吗么不没][?？]?$/

/** What was said before is put right: 说错了，是离婚官司. */
const CORRECTS =
  /^(?:不是的?|不对|说错了|打错了|我?搞错了)[,，。!！ ]+(?=.{3})|^(?:我是说|我(?:说|问)的是|应该是(?!多|几|什么|怎|哪|谁))(?=.{2})/

/** Says what is meant, which may be none of the choices: 是工资, 欠的是货款. */
const SAYS_WHICH = /^(?:.{1,3}的)?(?:就|都)?是(?!不是|否|什么|谁|哪|怎|多)/

/** Exchanges that carry a question one can go on from. */
function isSubject(exchange: Exchange): boolean {
  return /^(?:answered_(?!ticket)|clarifying_|handed_off_(?:low|no)|crisis_|failed_)/.test(exchange.outcome)
}

/** Our reply asked for no more than what comes next. */
function isNoted({ outcome, answer }: Exchange): boolean {
  return outcome.startsWith('clarifying_') && answer.choices.length === 0 && answer.followUps.length > 0
}

/**
 * Makes a follow-up whole from the conversation; a message that stands alone comes back as it is.
 * @param text masked text; tokens stay
 */
export function completeFollowUp(text: string, history: readonly Exchange[]): CompletedQuestion {
  const alone = { standaloneQuestion: text, focus: text, followUp: false, mayBegin: null, on: null }
  const subject = history.findLast(isSubject)
  if (subject === undefined) return alone
  const core = stripCourtesy(text)
  if (parseArticleReferences(core).some(({ lawName }) => lawName !== null)) return alone
  const corrected = core.replace(CORRECTS, '')
  if (corrected !== core && corrected.length <= LONGEST_REMARK) {
    const whole = join(rootOf(history, subject), corrected.replace(CORRECTS, ''))
    return { ...alone, standaloneQuestion: whole, focus: whole }
  }
  const bareArticle = completeArticle(core, subject)
  if (bareArticle !== null) {
    return { ...alone, standaloneQuestion: bareArticle, focus: bareArticle, followUp: true, on: subject }
  }
  if (asksMeaning(core) && !LEANS.test(core) && !BARE_ASPECT.test(core)) return alone
  // A fact that was merely noted is carried on; what is spoken of is what was answered before it.
  const spoken = history.findLast((exchange) => isSubject(exchange) && !isNoted(exchange)) ?? subject
  const carrier = subject.standaloneQuestion.startsWith(spoken.standaloneQuestion) ? subject : spoken
  /** Nothing was answered yet: both messages are one. */
  const oneQuestion = (text: string): CompletedQuestion => {
    const whole = join(rootOf(history, carrier), text)
    return { ...alone, standaloneQuestion: whole, focus: whole }
  }
  const asked = history.at(-1) === spoken && onlyAsked(spoken)
  const whichIsMeant = asked && spoken.outcome === 'clarifying_question'
  if (whichIsMeant && SAYS_WHICH.test(core) && core.length <= LONGEST_REMARK) return oneQuestion(core)
  const told = toldIn(history)
  const leaning =
    asksAspect(core, spoken) ??
    // After a question back, words answer it, tell the story, or begin something else.
    (!asked ? leansOn(core, spoken, told) : hasOwnField(core, spoken) ? 'own_field' : 'unmarked')
  if (leaning === 'alone') return alone
  const met = spoken.outcome.startsWith('crisis_') ? beforeHelp(spoken, history) : null
  if (met !== null && !met.followUp) return oneQuestion(core)
  const focus = core.replace(/^(?:那么?|还有|另外|然后)[,，]?(?=.{2})/, '')
  return {
    standaloneQuestion: join(met?.standaloneQuestion ?? rootOf(history, carrier), focus),
    focus,
    followUp: true,
    mayBegin: leaning === 'leans' ? null : leaning,
    on: carrier,
  }
}

/** A message that was met as danger, as it would have been understood: it may go on from what was answered before. */
function beforeHelp(exchange: Exchange, history: readonly Exchange[]): CompletedQuestion {
  return completeFollowUp(exchange.question, history.slice(0, history.indexOf(exchange)))
}

type Leaning = 'leans' | 'alone' | Exclude<MayBegin, null>

/** 什么证据, 会坐牢吗, 怎么起诉 are asked about any subject; what stands beside them may name another. */
function asksAspect(core: string, subject: Exchange): Leaning | null {
  if (!BARE_ASPECT.test(core)) return null
  return hasOwnField(core.replace(ASPECTS, ''), subject) ? 'own_field' : 'leans'
}

function leansOn(core: string, subject: Exchange, told: readonly string[]): Leaning {
  if (core.length > 60) return 'alone'
  const own = hasOwnField(core, subject)
  if (LEANS.test(core))
    return !own || isOfProcedure(core) || isNamed(core, told)
      ? 'leans'
      : core.length > 24
        ? 'alone'
        : 'own_field'
  if (own)
    return isTold(core, told) || reportsBack(core, told)
      ? 'leans'
      : SHORT_CHECK.test(core) || isRemark(core)
        ? 'own_field'
        : 'alone'
  if (KEEPER.test(core) && subject.matter !== 'labour' && core.length <= LONGEST_REMARK) return 'leans'
  if (reportsBack(core, told)) return 'unmarked'
  if (PERSON.test(core)) return classifyMatter(core).strength >= 3 ? 'own_field' : 'unmarked'
  // A short remark of no other field: 没有转账记录, 我不要遗产是不是就不用还.
  return core.length <= LONGEST_REMARK ? 'unmarked' : 'alone'
}

const LONGEST_REMARK = 14

/** 我是低保户, 他说要卖房, 会被起诉吗: few words that hardly begin anything. */
function isRemark(core: string): boolean {
  return core.length <= LONGEST_REMARK && (tellsOnly(core) || PERSON.test(core) || isOfProcedure(core))
}

/** What came of asking those whom an answer names: 物业说管不了, 派出所不立案. */
const REPORT =
  /^(?:找了?|问了?|去了?|打了?)?(.{2,6}?)(?:那边|的人)?(?:也|都|又|就)?(?:说|讲|回复|答复|推|不|没|让我|叫我)/
const LONGEST_REPORT = 20

function reportsBack(core: string, told: readonly string[]): boolean {
  const [, whom] = REPORT.exec(core) ?? []
  return whom !== undefined && core.length <= LONGEST_REPORT && told.some((text) => text.includes(whom))
}

/** Asks whether something that was told holds. */
function isTold(core: string, told: readonly string[]): boolean {
  const [, asked] = SHORT_CHECK.exec(core) ?? []
  return asked !== undefined && told.some((text) => text.includes(asked))
}

/** Most of its words were told: 没有低保证明呢, after a list of papers. */
function isNamed(core: string, told: readonly string[]): boolean {
  return spokenShare(core, [told.join('，')]) >= NAMED_FROM
}

const NAMED_FROM = 0.6
/** Answers on which one may still go on. */
const REMEMBERED = 3

/** What the last answers told. */
function toldIn(history: readonly Exchange[]): string[] {
  const told = history.filter(({ answer }) => answer.bases.length > 0).slice(-REMEMBERED)
  return told.flatMap(({ answer: { summary, points, steps, materials } }) => [
    summary,
    ...[...points, ...steps].map(({ text }) => text),
    ...materials,
  ])
}

/** Speaks of another field of law, or of a service that has not been spoken of. */
function hasOwnField(core: string, { matter, question }: Exchange): boolean {
  const own = classifyMatter(core)
  if (own.strength >= 3 && own.matter !== matter) return true
  const service = findServiceLine(core)
  return service !== null && service !== findServiceLine(foldText(question))
}

/** 那会不会被起诉: court and enforcement come after every quarrel. */
function isOfProcedure(core: string): boolean {
  return classifyMatter(core).matter === 'civil_procedure_enforcement' && findServiceLine(core) === null
}

/** 那第1078条呢 after an article of a law. */
function completeArticle(core: string, subject: Exchange): string | null {
  const references = parseArticleReferences(core)
  const law = subject.answer.bases.find((basis) => basis.kind === 'statute')?.lawTitle
  const first = references[0]
  if (first === undefined || first.lawName !== null || law === undefined) return null
  return `${law}${core.slice(first.start, references.at(-1)!.end)}`
}

/** The question that the thread began with, and the last addition to it. */
function rootOf(history: readonly Exchange[], subject: Exchange): string {
  const root = subject.standaloneQuestion
  const longest = 160
  if (root.length <= longest) return root
  const opening = history.find((exchange) => root.startsWith(exchange.question.slice(0, 12)))
  return `${(opening?.question ?? root).slice(0, longest / 2)}，${subject.question.slice(0, longest / 2)}`
}

function join(root: string, addition: string): string {
  return `${root.replace(/[\s。？！?!，,]+$/, '')}，${addition}`
}
