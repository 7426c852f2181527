import { findRegion } from '../../knowledge/find-region.js'
import type { Matter } from '../../knowledge/matter.js'
import { emptyAnswer } from '../answer.js'
import type { StepDeps } from '../bot-deps.js'
import { handOff } from '../hand-off.js'
import { classifyMatter } from '../language/classify-matter.js'
import { completeArticleNumber } from '../language/complete-article-number.js'
import { type CompletedQuestion, completeFollowUp } from '../language/complete-follow-up.js'
import { detectAspect } from '../language/detect-aspect.js'
import { detectIntent, type Talk } from '../language/detect-intent.js'
import { foldText } from '../language/normalise-text.js'
import { isCommon } from '../language/of-field.js'
import { pickChoice } from '../language/pick-choice.js'
import { readAsOfDate } from '../language/read-as-of-date.js'
import { type BasisRequest, readBasisRequest } from '../language/read-basis-request.js'
import { stripCourtesy } from '../language/strip-courtesy.js'
import { isPlace, stripPlaces } from '../language/strip-places.js'
import { beyondSources } from '../lexicon/beyond-sources.js'
import { questionOfChoice } from '../lexicon/clarifications.js'
import { findServiceLine } from '../lexicon/service-terms.js'
import type { Outcome } from '../outcome.js'
import { reportTickets } from '../report-tickets.js'
import type { Ending, Step } from '../step.js'
import { today } from '../today.js'
import { type Exchange, type Turn, type Understanding, understandingOf } from '../turn.js'
import type { Words } from '../words/zh-CN.js'

/** A word of a field was said. */
const SURE_OF_MATTER = 3

type Classified = Pick<ReturnType<typeof classifyMatter>, 'matter' | 'strength'>

/** What the citizen wants. Chat, tickets and what lies outside the mission end here. */
export function understand(deps: StepDeps): Step {
  return {
    name: 'understand',
    async run(turn) {
      const { understanding, talk, rejected } = readMessage(turn, deps)
      const understood: Turn = { ...turn, understanding }
      if (rejected) {
        return turn.history.at(-2)?.outcome.startsWith('clarifying_')
          ? handOff(understood, 'low_confidence', deps.words.handedOffNotSettled, deps)
          : end(understood, 'clarifying_question', deps.words.tellMore)
      }
      if (talk !== null) return endTalk(understood, talk, deps)
      const passedTo = await passToStaff(understood, deps)
      if (passedTo !== null) return passedTo
      if (understanding.placeOnly && turn.history.length === 0) {
        return end(understood, 'clarifying_question', deps.words.placeNoted, deps.words.exampleQuestions)
      }
      switch (understanding.intent) {
        case 'wants_human':
          return handOff(understood, 'on_request', deps.words.handedOffOnRequest, deps)
        case 'complaint':
          return handOff(understood, 'complaint', deps.words.handedOffComplaint, deps)
        case 'ticket_status':
          return reportTickets(understood, deps)
        case 'out_of_scope':
          return end(understood, 'declined_out_of_scope', deps.words.outOfScope, deps.words.exampleQuestions)
        default:
          return { turn: understood }
      }
    },
  }
}

/** Staff asked the citizen something: what is said next is for them, unless it plainly asks the machine. */
async function passToStaff(turn: Turn, { passToStaff, words }: StepDeps): Promise<Ending | null> {
  const { intent } = understandingOf(turn)
  if (passToStaff === undefined || intent === 'ticket_status' || intent === 'article_lookup') return null
  const { conversationId, messageId } = turn.input
  const number = await passToStaff({ conversationId, messageId, text: turn.text })
  if (number === null) return null
  const ending = end(turn, 'passed_to_staff', words.passedToStaff(number))
  return { ...ending, answer: { ...ending.answer, aiGenerated: false } }
}

interface Reading {
  understanding: Understanding
  talk: Talk | null
  /** None of the choices offered was right. */
  rejected: boolean
}

function readMessage(turn: Turn, deps: StepDeps): Reading {
  const { words } = deps
  const { maskedText, history, input } = turn
  const last = history.at(-1)
  const day = today(deps)
  const known = input.regionCode ?? last?.regionCode ?? null
  const region = findRegion(maskedText, known) ?? known
  const choice = last ? pickChoice(foldText(maskedText), last.answer) : null
  if (region !== null && isPlace(maskedText)) {
    return placeGiven(last?.standaloneQuestion ?? maskedText, maskedText, region, input.asOfDate, day)
  }
  const picked = choice === null ? null : (last?.answer.choices[choice] ?? null)
  const request = picked === null ? readBasisRequest(maskedText) : null
  if (request !== null) return basisRequested(request, turn, region, day)
  const beside = picked === null ? besideArticle(maskedText, last, words) : null
  const said =
    beside ?? (picked === null ? completeArticleNumber(maskedText) : (questionOfChoice(picked) ?? picked))
  const folded = foldText(said)
  const hasTicket = history.some(
    ({ outcome }) => outcome.startsWith('handed_off_') || outcome === 'crisis_signposted',
  )
  const detected = detectIntent(folded, hasTicket)
  // 好的, 是的 answer a clarifying question only where they pick a choice; else they are what they seem.
  const talk = picked === null ? detected.talk : null
  const rejected = picked === words.noneOfThese
  const alone = { standaloneQuestion: said, focus: said, followUp: false, mayBegin: null, on: null }
  const completed =
    rejected && last
      ? { ...alone, standaloneQuestion: last.standaloneQuestion, followUp: true, on: last }
      : picked === null && talk === null && isQuestion(detected.intent)
        ? completeFollowUp(said, history)
        : alone
  const standalone = foldText(completed.standaloneQuestion)
  const whole = classifyMatter(standalone)
  const onIntent = completed.followUp ? detectIntent(standalone, false) : detected
  const own = classifyMatter(folded)
  // 那第七十一条呢 goes on with the law of the day that was asked for.
  const on = completed.on ?? (beside === null ? null : last)
  const carried = on && !/现在|如今|目前|今天|现行/.test(folded) ? (on.asOfDate ?? null) : null
  return {
    talk,
    rejected,
    understanding: {
      intent: completed.followUp ? followUpIntent(onIntent.intent) : detected.intent,
      standaloneQuestion: essenceOf(completed.standaloneQuestion),
      matter: fieldOf(completed, own, whole),
      serviceLine: findServiceLine(folded) ?? findServiceLine(standalone),
      regionCode: region,
      asOfDate: readAsOfDate(standalone, day) ?? carried ?? input.asOfDate ?? null,
      followUp: completed.followUp,
      mayBegin: completed.mayBegin,
      focus: essenceOf(completed.focus),
      aspect: detectAspect(folded),
      placeOnly: false,
      basisOnly: null,
    },
  }
}

/** Court comes after every quarrel: 起诉的话能赔多少 goes on in the field that was spoken of. */
function fieldOf({ on, mayBegin }: CompletedQuestion, own: Classified, whole: Classified): Matter {
  const spokenOf = on === null || on.matter === 'other' ? null : on.matter
  if (mayBegin === null && spokenOf !== null) return spokenOf
  if (own.strength >= SURE_OF_MATTER) return (isCommon(own.matter) ? spokenOf : null) ?? own.matter
  return on !== null && whole.strength < SURE_OF_MATTER ? on.matter : whole.matter
}

/** What is asked, without courtesy, and without where unless that is why no source answers it: 我在南京，最低工资是多少. */
function essenceOf(text: string): string {
  const question = stripCourtesy(text)
  return beyondSources(foldText(question)) === null ? stripPlaces(question) : question
}

function isQuestion(intent: Understanding['intent']): boolean {
  return intent === 'legal_question' || intent === 'service_how_where' || intent === 'article_lookup'
}

/** A follow-up goes on with a question: what it goes on from makes it no chat. */
function followUpIntent(intent: Understanding['intent']): Understanding['intent'] {
  return intent === 'article_lookup' || intent === 'service_how_where' ? intent : 'legal_question'
}

/** 下一条 after an article, or what its answer offers under these words, becomes the article's own name. */
function besideArticle(text: string, last: Exchange | undefined, words: Words): string | null {
  if (last?.outcome !== 'answered_article') return null
  const previous = words.previousArticle('', '')
  const next = words.nextArticle('', '')
  for (const offer of [previous, next]) if (text.startsWith(offer)) return text.slice(offer.length)
  const way = /^(?:那|看|再看|看看)?(上|前|下|后)一?条(?:呢|是什么|说什么)?[?？。]?$/.exec(text.trim())?.[1]
  if (way === undefined) return null
  const wanted = /[上前]/.test(way) ? previous : next
  const offered = last.answer.followUps.find((followUp) => followUp.startsWith(wanted))
  return offered?.slice(wanted.length) ?? null
}

function placeGiven(
  question: string,
  place: string,
  regionCode: string | null,
  asOfDate: string | undefined,
  day: string,
): Reading {
  return {
    talk: null,
    rejected: false,
    understanding: {
      ...plainQuestion(question, regionCode, asOfDate, day),
      intent: 'service_how_where',
      followUp: true,
      focus: place,
      aspect: 'where',
      placeOnly: true,
    },
  }
}

/** 法律依据是什么 alone goes on from the last question; before any question it asks nothing. */
function basisRequested(
  { question, wanted }: BasisRequest,
  { history, input }: Turn,
  regionCode: string | null,
  day: string,
): Reading {
  const alone = question === ''
  const last = history.at(-1)
  const { standaloneQuestion, on, ...completed } = completeFollowUp(question, history)
  const plain = plainQuestion(
    alone ? (last?.standaloneQuestion ?? '') : standaloneQuestion,
    regionCode,
    input.asOfDate,
    day,
  )
  const { intent } = detectIntent(foldText(plain.standaloneQuestion))
  return {
    talk: alone && last === undefined ? 'empty_question' : null,
    rejected: false,
    understanding: {
      ...plain,
      ...(alone ? { followUp: true } : completed),
      // A scene may speak of complaints, services and offices: its basis is wanted all the same.
      intent: intent === 'article_lookup' || intent === 'out_of_scope' ? intent : 'legal_question',
      basisOnly: { wanted, ofLast: alone },
    },
  }
}

function plainQuestion(
  question: string,
  regionCode: string | null,
  asOfDate: string | undefined,
  day: string,
): Understanding {
  const folded = foldText(question)
  return {
    intent: 'legal_question',
    standaloneQuestion: essenceOf(question),
    matter: classifyMatter(folded).matter,
    serviceLine: findServiceLine(folded),
    regionCode,
    asOfDate: readAsOfDate(folded, day) ?? asOfDate ?? null,
    followUp: false,
    mayBegin: null,
    focus: essenceOf(question),
    aspect: null,
    placeOnly: false,
    basisOnly: null,
  }
}

function endTalk(turn: Turn, talk: Talk, { words }: StepDeps): Ending {
  const examples = words.exampleQuestions
  switch (talk) {
    case 'greeting':
      return end(
        turn,
        'chatted_greeting',
        turn.history.length > 0 ? words.stillHere : words.greeting,
        examples,
      )
    case 'thanks':
      return end(turn, 'chatted_thanks', words.thanks)
    case 'goodbye':
      return end(turn, 'chatted_small_talk', words.goodbye)
    case 'acknowledged':
      return end(turn, 'chatted_small_talk', words.acknowledged)
    case 'who_are_you':
      return end(turn, 'chatted_small_talk', words.whoAreYou)
    case 'what_can_you_do':
      return end(turn, 'chatted_small_talk', words.whatCanYouDo, examples)
    case 'empty_question':
      return end(turn, 'clarifying_question', words.clarifyQuestion, examples)
  }
}

function end(turn: Turn, outcome: Outcome, summary: string, followUps: readonly string[] = []): Ending {
  return {
    outcome,
    answer: { ...emptyAnswer(summary), followUps: [...followUps], notices: [...turn.notices] },
    turn,
  }
}
