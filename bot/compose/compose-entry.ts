import type { Passage } from '../../retrieval/passage.js'
import { type Answer, emptyAnswer } from '../answer.js'
import { contentPairs, coverage } from '../language/overlap.js'
import type { Understanding } from '../turn.js'
import type { Words } from '../words/zh-CN.js'
import type { BasisList } from './basis-list.js'
import { type CitedSentence, citeItem, citeSentences } from './cite-sentences.js'

const MOST_POINTS = 6
const MATERIALS_HEADING = /带|材料/

/** The answer that a guide or Q&A gives. @throws {TypeError} the passage is a statute's */
export async function composeEntry(entry: Passage, bases: BasisList, words: Words): Promise<Answer> {
  const details = detailsOf(entry)
  const [first, ...rest] = await citeSentences(details.lead, entry, bases)
  const points = [...rest]
  const steps: CitedSentence[] = []
  const notices: string[] = []
  let materials = details.materials
  for (const section of details.sections) {
    // One after the other: bases are numbered as they are first met.
    const items: CitedSentence[] = []
    for (const text of section.items) {
      const item = await citeItem(text, entry, bases)
      if (item) items.push(item)
    }
    if (section.kind === 'steps') steps.push(...items)
    else if (section.kind === 'notice') notices.push(...items.map((item) => withSource(item, bases, words)))
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
    if (item) points.push({ text: word(item.text), citationIds: item.citationIds })
  }
  const summary = first ?? { text: entry.title, citationIds: [] }
  return {
    ...emptyAnswer(summary.text),
    summaryCitationIds: summary.citationIds,
    points: points.slice(0, MOST_POINTS),
    steps,
    materials,
    followUps: details.followUps.slice(0, 3),
    notices,
    bases: bases.bases,
  }
}

/** The direct answer of a second entry, for a question that asks two things. */
export async function composeAside(entry: Passage, bases: BasisList): Promise<CitedSentence | null> {
  const [first] = await citeSentences(detailsOf(entry).lead, entry, bases)
  return first ?? null
}

/** Only what speaks to a follow-up: the aspect asked for, else the sentences nearest to its words. */
export async function composeFocused(
  entry: Passage,
  understanding: Pick<Understanding, 'focus' | 'aspect'>,
  bases: BasisList,
  words: Words,
): Promise<Answer> {
  const details = detailsOf(entry)
  const { aspect, focus } = understanding
  const aspectText = { duration: details.timeLimit, fee: details.fee, where: details.office }
  const direct =
    aspect !== null && aspect in aspectText ? aspectText[aspect as keyof typeof aspectText] : null
  if (direct) {
    const item = await citeItem(direct, entry, bases)
    if (item) {
      const text = sentenceOf(item.text)
      return {
        ...emptyAnswer(text),
        summaryCitationIds: item.citationIds,
        bases: bases.bases,
        followUps: details.followUps,
      }
    }
  }
  const whole = await composeEntry(entry, bases, words)
  if (aspect === 'materials' && whole.materials.length > 0) return { ...whole, points: [], steps: [] }
  if (aspect === 'how' && whole.steps.length > 0) return whole
  const wanted = contentPairs(focus)
  const fits = ({ text }: CitedSentence) => coverage(wanted, contentPairs(text))
  const ranked = [
    { text: whole.summary, citationIds: whole.summaryCitationIds },
    ...whole.points,
    ...whole.steps,
  ]
    .map((sentence) => ({ sentence, score: fits(sentence) }))
    .filter(({ score }) => score > 0.2)
    .sort((a, b) => b.score - a.score)
  const best = ranked[0]?.sentence
  if (!best) return whole
  const others = [{ text: whole.summary, citationIds: whole.summaryCitationIds }, ...whole.points].filter(
    ({ text }) => text !== best.text,
  )
  return {
    ...whole,
    summary: best.text,
    summaryCitationIds: best.citationIds,
    points: others,
    steps: whole.steps.filter(({ text }) => text !== best.text),
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
