import { loadRepeals } from '../../knowledge/load-repeals.js'
import type { Passage } from '../../retrieval/passage.js'
import type { Hit, SearchOptions } from '../../retrieval/retriever.js'
import type { StepDeps } from '../bot-deps.js'
import { beginsNew, tellsOfSomebody } from '../decide/begins-new.js'
import { asksAspectOnly } from '../language/asks-aspect-only.js'
import { classifyMatter } from '../language/classify-matter.js'
import { detectIntent } from '../language/detect-intent.js'
import { matchEntry } from '../language/match-entry.js'
import { nameInField, subjectOf } from '../language/name-in-field.js'
import { foldText } from '../language/normalise-text.js'
import { isOfField, staysInField } from '../language/of-field.js'
import { ordersTheMachine } from '../language/orders-the-machine.js'
import { rankEntries } from '../language/rank-entries.js'
import { sentencesOf } from '../language/split-sentences.js'
import { SPOKEN_FROM, spokenShare } from '../language/spoken-share.js'
import { tellsOfDisputes } from '../language/tells-of-disputes.js'
import { questionOfChoice } from '../lexicon/clarifications.js'
import { askedOfDisputes, saysNothingToTake } from '../lexicon/follow-up-terms.js'
import { findServiceLine } from '../lexicon/service-terms.js'
import type { Step, StepContext } from '../step.js'
import { today } from '../today.js'
import { type Exchange, type Turn, type Understanding, understandingOf } from '../turn.js'
import { chooseHits } from './choose-hits.js'

const DEPTH = 30
const ENTRIES_A_KIND = 10
const ENTRIES_BY_FOCUS = 3
const LAW_NAME = /^《?([\p{Script=Han}（）]{1,40}(?:法|法典|条例|规定|办法|解释|细则))》?[。？?！!]*$/u
/** Answers that a follow-up may go on from. */
const THREAD_LENGTH = 3
const LOOKED_UP = 8
const MAY_BE_SUED = /起诉|诉讼|仲裁/
/** So near to an asked question, a guide tells the field better than a text without telling words. */
const TELLS_MATTER = 0.5

/** Guides and Q&A that the last answers rest on, and that they lead to. */
interface ReadThread {
  rests: Passage[]
  leads: Passage[]
}

/** Named articles first; else what keywords and meaning find, guides and Q&A beside the articles. */
export function findSources({ retriever, passages, ...deps }: StepDeps): Step {
  return {
    name: 'find-sources',
    async run(turn, context) {
      const understanding = understandingOf(turn)
      const shown = understanding.basisOnly?.ofLast ? await lastArticles(turn.history) : []
      if (shown.length > 0) return { turn: { ...turn, sources: shown } }
      if (!goesOn(understanding)) return { turn: await gather(turn, understanding, context) }
      const alone = await gatherAlone(turn, understanding, context)
      if (understanding.mayBegin !== null) {
        const [best] = rankEntries(alone, understandingOf(alone))
        const told = await readThread(turn.history)
        const staysOn = speaksOfSubject(alone, understanding, told)
        if (best !== undefined && beginsNew(best, alone, understanding, staysOn)) return { turn: alone }
        const byFocus = entriesAmong(alone.found?.hits ?? [])
        const isOnSubject = staysOn >= SPOKEN_FROM || tellsOfSomebody(understanding)
        const subject = isOnSubject ? subjectOf(turn).matter : 'other'
        const given = subject === 'other' ? understanding : { ...understanding, matter: subject }
        return { turn: { ...(await gather(turn, given, context, byFocus)), alone } }
      }
      return { turn: { ...(await gather(turn, understanding, context)), alone } }
    },
  }

  /** @param byFocus what the new part of a follow-up found alone, where it was searched already */
  async function gather(
    before: Turn,
    given: Understanding,
    context: StepContext,
    byFocus?: readonly Hit[],
  ): Promise<Turn> {
    const { asOfDate, regionCode } = given
    const options: SearchOptions = {
      k: DEPTH,
      entries: ENTRIES_A_KIND,
      asOfDate: asOfDate ?? today(deps),
      ...(regionCode === null ? {} : { regionCode }),
    }
    const understanding = await asFirstArticle(given, options)
    const turn = { ...before, understanding }
    const { standaloneQuestion, intent, followUp, focus } = understanding
    const found = await retriever.search(standaloneQuestion, {
      ...options,
      ...(context.watch && { explain: true }),
    })
    if (intent === 'article_lookup' && found.lookup) {
      // The text of an article that is no longer in force is not shown.
      const valid = found.lookup.references.filter(({ status }) => status === 'found')
      const ids = valid.flatMap(({ hits }) => hits.map((hit) => hit.passageId))
      return { ...turn, found, sources: await passages.byIds(ids.slice(0, LOOKED_UP)) }
    }
    const hits = await asPublished(chooseHits(found))
    const known = new Set(hits.map(({ passageId }) => passageId))
    if (followUp) hits.push(...(byFocus ?? (await findByFocus(focus, options))))
    const { rests, leads } = followUp ? await readThread(turn.history) : { rests: [], leads: [] }
    const thread = [...rests, ...leads]
    const beyond = turn.history.at(-1)?.outcome.startsWith('clarifying_') ? await leadsOf(leads) : []
    const inThread = new Set(thread.map(({ id }) => id))
    const read = await passages.byIds(hits.map((hit) => hit.passageId))
    const bare = asksAspectOnly(understanding)
    const ofDisputes =
      bare || (followUp && saysNothingToTake(focus)) ? await readDisputes(thread, understanding, options) : []
    const mayBeSued = ofDisputes.length > 0
    const isKnown = (entry: Passage) =>
      inThread.has(entry.id) || (tellsOfDisputes(entry, understanding) ? mayBeSued : known.has(entry.id))
    const sources = onceEach([...read, ...thread, ...beyond, ...ofDisputes])
      .filter(saysSomething)
      .filter((entry) => !followUp || inThread.has(entry.id) || staysInField(entry, understanding))
      .filter((entry) => !bare || isKnown(entry) || isOfField(entry, understanding))
    const kept = new Set(sources.map(({ id }) => id))
    const told = hits.filter(({ passageId }) => kept.has(passageId))
    return refineMatter({
      ...turn,
      found: { ...found, hits: told },
      sources,
      thread: thread.map(({ id }) => id),
    })
  }

  /**
   * The name of a law and nothing else: it is opened at its beginning. One that no law bears is looked up where it is
   * written as a title, and searched for where it may be everyday speech (离婚法).
   */
  async function asFirstArticle(
    understanding: Understanding,
    options: SearchOptions,
  ): Promise<Understanding> {
    const [, name] = LAW_NAME.exec(understanding.standaloneQuestion) ?? []
    if (name === undefined || understanding.followUp) return understanding
    const standaloneQuestion = `《${name}》第一条`
    const lookup = await retriever.lookup(standaloneQuestion, options)
    const [reference] = lookup?.references ?? []
    const written = /^(?:《|中华人民共和国)/.test(understanding.standaloneQuestion)
    const known =
      reference !== undefined && (reference.status !== 'no_such_law' || isRepealed(name) || written)
    return known ? { ...understanding, intent: 'article_lookup', standaloneQuestion } : understanding
  }

  /** The turn as it would be had nothing been said before. */
  function gatherAlone(turn: Turn, given: Understanding, context: StepContext): Promise<Turn> {
    const { focus } = given
    const folded = foldText(focus)
    const alone: Understanding = {
      ...given,
      intent: detectIntent(folded).intent,
      standaloneQuestion: focus,
      matter: classifyMatter(folded).matter,
      serviceLine: findServiceLine(folded),
      followUp: false,
      mayBegin: null,
    }
    return gather(turn, alone, context)
  }

  /** What is asked by the new part of a follow-up alone: the story before it may drown it. */
  async function findByFocus(focus: string, options: SearchOptions): Promise<Hit[]> {
    const { hits } = await retriever.search(focus, { ...options, k: 1, entries: ENTRIES_BY_FOCUS })
    return asPublished(entriesAmong(hits))
  }

  /**
   * Until the index holds an edit that was just published, the text that took the place of an entry stands for it; an
   * entry that was taken out is found no more.
   */
  async function asPublished(hits: readonly Hit[]): Promise<Hit[]> {
    const ids = hits.flatMap(({ kind, passageId }) => (kind === 'statute' ? [] : passageId))
    const published = new Set((await passages.published(ids)).map(({ id }) => id))
    const gone = ids.filter((id) => !published.has(id))
    if (gone.length === 0) return [...hits]
    const before = await passages.byIds(gone)
    const next = await passages.entries(before.map(({ title }) => title))
    const successors = new Map(
      before.map((old) => [
        old.id,
        next.find(
          ({ title, kind, regionCode }) =>
            title === old.title && kind === old.kind && regionCode === old.regionCode,
        ),
      ]),
    )
    return hits.flatMap((hit) => {
      if (!gone.includes(hit.passageId)) return hit
      const successor = successors.get(hit.passageId)
      return successor ? { ...hit, passageId: successor.id } : []
    })
  }

  /** The articles that the last answer rests on, in its order. */
  function lastArticles(history: readonly Exchange[]): Promise<Passage[]> {
    const bases = history.at(-1)?.answer.bases ?? []
    return passages.byIds(
      bases.flatMap(({ kind, passageId }) => (kind === 'statute' ? (passageId ?? []) : [])),
    )
  }

  /** The guides and Q&A that the last answers rest on, and those that they offer to go on with or to choose from. */
  async function readThread(history: readonly Exchange[]): Promise<ReadThread> {
    const answers = history.map(({ answer }) => answer).filter(({ bases }) => bases.length > 0)
    const last = answers.slice(-THREAD_LENGTH)
    const bases = last.flatMap((answer) => answer.bases)
    // Whoever does not pick a choice but says more may mean one of them all the same.
    const offered = (history.at(-1)?.answer.choices ?? []).map((choice) => questionOfChoice(choice) ?? choice)
    const followUps = [...last.flatMap((answer) => answer.followUps), ...offered]
    const ids = bases.flatMap(({ kind, passageId }) => (kind === 'statute' ? [] : (passageId ?? [])))
    // What has been taken out since then answers nothing any more.
    const [rests, leads] = await Promise.all([passages.published(ids), passages.entries(followUps)])
    rests.sort((a, b) => ids.indexOf(a.id) - ids.indexOf(b.id))
    return { rests, leads }
  }

  /** What may be chosen leads to more: how much is paid, after who is to blame. */
  function leadsOf(entries: readonly Passage[]): Promise<Passage[]> {
    return passages.entries(entries.flatMap(({ details }) => details?.followUps ?? []))
  }

  /** What is told of every dispute, where what was spoken of may end in one. */
  async function readDisputes(
    thread: readonly Passage[],
    understanding: Understanding,
    options: SearchOptions,
  ): Promise<Passage[]> {
    const question = askedOfDisputes(understanding)
    if (question === null || !thread.some(({ text }) => MAY_BE_SUED.test(text))) return []
    const hits = await findByFocus(question, options)
    const entries = await passages.byIds(hits.map(({ passageId }) => passageId))
    return entries.filter((entry) => tellsOfDisputes(entry, understanding)).slice(0, 1)
  }
}

/** Asks or tells something after what was said before; not where it says a place or wants the basis alone. */
function goesOn({ followUp, placeOnly, basisOnly, intent }: Understanding): boolean {
  return followUp && !placeOnly && basisOnly === null && intent !== 'article_lookup'
}

/** How surely a message speaks of the same subject: what was told says it, or it names an entry of the field; 0 to 1. */
function speaksOfSubject(alone: Turn, { focus }: Understanding, { rests, leads }: ReadThread): number {
  const { matter, question } = subjectOf(alone)
  const spoken = spokenShare(focus, rests.flatMap(sentencesOf), question)
  const thread = [...rests, ...leads].map(({ id }) => id)
  const named = nameInField(alone, matter, thread)
  return Math.max(spoken, named === null ? 0 : SPOKEN_FROM)
}

/** The first guides and Q&A. */
function entriesAmong(hits: readonly Hit[]): Hit[] {
  return hits.filter(({ kind }) => kind !== 'statute').slice(0, 2 * ENTRIES_BY_FOCUS)
}

function isRepealed(lawName: string): boolean {
  return loadRepeals().some(({ name }) => name === lawName)
}

function onceEach(passages: readonly Passage[]): Passage[] {
  return [...new Map(passages.map((passage) => [passage.id, passage])).values()]
}

/** 本法自…起施行 repeats names and dates of many questions and answers none. */
function saysSomething(passage: Passage): boolean {
  const { kind, text, title } = passage
  if (ordersTheMachine(passage)) return false
  // A learned question without an answer of its own has only its articles.
  if (kind !== 'statute') return text !== title
  return text.length > 160 || !/^本.{1,12}自.{4,20}(?:起|之日)?(?:施行|生效|实施)/.test(text)
}

function refineMatter(turn: Turn): Turn {
  const understanding = understandingOf(turn)
  const { strength } = classifyMatter(foldText(understanding.standaloneQuestion))
  if (strength >= 1) return turn
  const nearest = turn.sources.find(
    (passage) =>
      passage.matter !== null &&
      passage.kind !== 'statute' &&
      matchEntry(understanding.standaloneQuestion, passage) >= TELLS_MATTER,
  )
  return nearest?.matter ? { ...turn, understanding: { ...understanding, matter: nearest.matter } } : turn
}
