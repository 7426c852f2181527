import { stripCitations } from '../../knowledge/article-reference.js'
import type { Passage } from '../../retrieval/passage.js'
import { type Answer, emptyAnswer } from '../answer.js'
import { nearestSentences, pickSentences } from '../language/pick-sentences.js'
import { splitSentences } from '../language/split-sentences.js'
import type { Aspect, Understanding } from '../turn.js'
import type { Words } from '../words/zh-CN.js'
import type { BasisList } from './basis-list.js'
import { type CitedSentence, citeItem, citeSentences } from './cite-sentences.js'
import { dropPlaceholders } from './drop-placeholders.js'

const MOST_POINTS = 6
/** A thing to bring is named in few characters: 照片等. */
const SHORTEST_ITEM = 2
const MATERIALS_HEADING = /带|材料/

/** The answer that a guide or Q&A gives. @throws {TypeError} the passage is a statute's */
export async function composeEntry(entry: Passage, bases: BasisList, words: Words): Promise<Answer> {
  const details = detailsOf(entry)
  const [first, ...rest] = await citeLead(entry, bases)
  if (!first) return emptyAnswer(entry.title)
  const points = [...rest]
  const steps: CitedSentence[] = []
  const notices = await citeNotices(entry, bases)
  let materials = details.materials
  for (const section of details.sections) {
    if (section.kind === 'notice') continue
    // One after the other: bases are numbered as they are first met.
    const items: CitedSentence[] = []
    for (const text of section.items) {
      const item = await citeItem(text, entry, bases)
      if (item) items.push(item)
    }
    if (section.kind === 'steps') steps.push(...items)
    else if (section.kind === 'list' && MATERIALS_HEADING.test(section.heading)) {
      if (materials.length === 0) materials = items.map(({ text }) => text)
    } else points.push(...items)
  }
  for (const [text, word] of [
    [details.timeLimit, words.timeLimit],
    [details.fee, words.fee],
    [details.office, words.office],
  ] as const) {
    if (!text) continue
    const item = await citeItem(text, entry, bases)
    if (item) points.push({ text: sentenceOf(word(item.text)), citationIds: item.citationIds })
  }
  return {
    ...emptyAnswer(first.text),
    summaryCitationIds: first.citationIds,
    points: points.slice(0, MOST_POINTS),
    steps,
    materials: materials.flatMap((item) => dropPlaceholders(item, SHORTEST_ITEM) ?? []),
    followUps: details.followUps.slice(0, 3),
    notices: notices.map((notice) => withSource(notice, bases, words)),
    bases: bases.bases,
  }
}

/**
 * The direct answer of an entry. Without it, because an article has changed, the entry answers nothing until staff have
 * reviewed it: then there is none.
 * @param most sentences of it
 */
export async function citeLead(entry: Passage, bases: BasisList, most?: number): Promise<CitedSentence[]> {
  const lead = splitSentences(detailsOf(entry).lead).slice(0, most).join('')
  const sentences = await citeSentences(lead, entry, bases)
  const [first] = sentences
  return first && stripCitations(lead).startsWith(first.text) ? sentences : []
}

/** Deadlines and dangers of the entry. */
async function citeNotices(entry: Passage, bases: BasisList): Promise<CitedSentence[]> {
  const items = detailsOf(entry).sections.flatMap((section) =>
    section.kind === 'notice' ? section.items : [],
  )
  const cited: CitedSentence[] = []
  for (const text of items) {
    const item = await citeItem(text, entry, bases)
    if (item) cited.push(item)
  }
  return cited
}

/** The direct answer of a second entry, after its question, for a message that asks two things. */
export async function composeAside(entry: Passage, bases: BasisList): Promise<CitedSentence | null> {
  const [first] = await citeSentences(detailsOf(entry).lead, entry, bases)
  return first ? { ...first, text: /[？?]$/.test(entry.title) ? entry.title + first.text : first.text } : null
}

const MOST_FOCUSED = 3
/**
 * Only what speaks to a follow-up: the aspect asked for, else the sentences nearest to its words.
 * @param isTold the entry has been shown before
 */
export async function composeFocused(
  entry: Passage,
  { aspect, focus }: Pick<Understanding, 'focus' | 'aspect'>,
  isTold: boolean,
  bases: BasisList,
  words: Words,
): Promise<Answer> {
  const details = detailsOf(entry)
  const facts: Partial<Record<NonNullable<Aspect>, string | null>> = {
    duration: details.timeLimit,
    fee: details.fee,
    where: details.office,
  }
  const fact = aspect && facts[aspect] ? await citeItem(facts[aspect], entry, bases) : null
  if (fact) {
    return {
      ...emptyAnswer(sentenceOf(fact.text)),
      summaryCitationIds: fact.citationIds,
      bases: bases.bases,
      followUps: details.followUps,
    }
  }
  const whole = await composeEntry(entry, bases, words)
  if (aspect === 'materials' && whole.materials.length > 0) {
    const summaryCitationIds = [bases.addPassage(entry, whole.materials.join(''))]
    return { ...whole, summary: words.bringThese, summaryCitationIds, points: [], steps: [], notices: [] }
  }
  const notices = await citeNotices(entry, bases)
  const lead = { text: whole.summary, citationIds: whole.summaryCitationIds }
  // A direct answer that has been told comes last. A deadline may be what is asked for.
  const rest = [...whole.points, ...whole.steps, ...notices]
  const sentences = isTold ? [...rest, lead] : [lead, ...rest]
  const speaking = pickSentences(sentences, { focus, aspect })
  // What has been told is not told again as a whole.
  const [best, ...others] = speaking.length === 0 && isTold ? nearestSentences(sentences, focus) : speaking
  if (best === undefined) return whole
  bases.requote(entry, best.text)
  return {
    ...whole,
    summary: best.text,
    summaryCitationIds: best.citationIds,
    points: others.filter((sentence) => !notices.includes(sentence)).slice(0, MOST_FOCUSED),
    steps: aspect === 'how' ? whole.steps.filter(({ text }) => text !== best.text) : [],
    notices: whole.notices.filter((_, i) => others.includes(notices[i]!)),
    materials: [],
  }
}

/** A notice has no citation marks: it names its articles itself. */
function withSource({ text, citationIds }: CitedSentence, { bases }: BasisList, words: Words): string {
  const names = citationIds.flatMap((id) => {
    const basis = bases[id - 1]
    return basis?.kind === 'statute' ? basis.lawTitle + (basis.number ?? '') : []
  })
  if (names.length === 0) return text
  return text.replace(/[。！]?$/, (mark) => words.sourceOf(names.join('、')) + (mark || '。'))
}

function detailsOf(entry: Passage) {
  if (!entry.details) throw new TypeError(`Passage ${entry.id} is not of a guide or Q&A`)
  return entry.details
}

function sentenceOf(text: string): string {
  return /[。！？]$/.test(text) ? text : `${text}。`
}
