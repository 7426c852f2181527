import type { Passage } from '../../retrieval/passage.js'
import { entrySettles } from '../settle-probability.js'
import type { Turn, Understanding } from '../turn.js'
import { coverByAsked, coverEntry, matchEntry } from './match-entry.js'
import { contentPairs, coverage } from './overlap.js'
import { splitSentences } from './split-sentences.js'

/** From here on the new part of a follow-up names an entry by itself; below it the subject before it counts too. */
const STANDS_ALONE = 0.8

export interface RankedEntry {
  entry: Passage
  /** That it settles the question. */
  probability: number
  /** How near the question comes to one it answers; 0 to 1. */
  asked: number
}

/** Guides and Q&A among the sources, the likeliest first; of a guide in sections the best one. */
export function rankEntries(turn: Turn, understanding: Understanding): RankedEntry[] {
  const { standaloneQuestion: question, focus, followUp, matter, intent } = understanding
  const seen = new Set<string>()
  const scores = new Map((turn.found?.hits ?? []).map((hit) => [hit.passageId, hit.score]))
  const before = { guide: 0, faq: 0, statute: 0 }
  return turn.sources
    .filter(({ kind, details }) => kind !== 'statute' && details !== null)
    .map((entry) => {
      const whole = matchEntry(question, entry)
      const alone = followUp ? matchEntry(focus, entry) : whole
      const asked = !followUp ? whole : alone >= STANDS_ALONE ? alone : 0.6 * whole + 0.4 * alone
      const probability = entrySettles({
        asked,
        covered: coverEntry(alone >= STANDS_ALONE ? focus : question, entry),
        matter: matterAgreement(matter, entry),
        rank: 1 / (1 + before[entry.kind]++ / 3),
        score: scores.get(entry.id) ?? 0,
      })
      if (followUp && alone < STANDS_ALONE && !speaksTo(entry, understanding)) {
        return { entry, asked, probability: probability * SILENT }
      }
      return {
        entry,
        asked,
        probability: intent === 'service_how_where' ? preferGuide(probability, entry) : probability,
      }
    })
    .sort((a, b) => b.probability - a.probability)
    .filter(({ entry }) => !seen.has(entry.title) && seen.add(entry.title))
}

/** An aside has to be likely by itself, and to speak of this share of the question that the best entry is silent on. */
const ASIDE_FROM = 0.3
const ASIDE_ADDS = 0.15

/** The entry that answers the other half of a question, if there is one: unpaid wages *and* no contract. */
export function findAside(question: string, [best, ...others]: readonly RankedEntry[]): Passage | null {
  if (best === undefined) return null
  const adds = ({ entry }: RankedEntry) => coverByAsked(question, entry, best.entry)
  const aside = others
    .filter(({ probability }) => probability >= ASIDE_FROM)
    .map((candidate) => ({ candidate, added: adds(candidate) }))
    .filter(({ added }) => added >= ASIDE_ADDS)
    .sort((a, b) => b.added - a.added)[0]
  return aside?.candidate.entry ?? null
}

/** What is left of the probability of an entry that is silent on the new part of a follow-up. */
const SILENT = 0.4
const SPEAKS_FROM = 0.25

/** Whether any sentence of the entry speaks to what a follow-up asks beyond the question before it. */
function speaksTo({ title, text, details }: Passage, { focus, aspect }: Understanding): boolean {
  if (aspect === 'duration' && details?.timeLimit) return true
  if (aspect === 'fee' && details?.fee) return true
  if (aspect === 'where' && details?.office) return true
  if (aspect === 'materials' && details && details.materials.length > 0) return true
  if (aspect === 'how' && details?.sections.some(({ kind }) => kind === 'steps')) return true
  const wanted = contentPairs(focus)
  if (wanted.size === 0) return true
  const sentences = [title, ...(details?.asks ?? []), ...splitSentences(text)]
  return sentences.some((sentence) => coverage(wanted, contentPairs(sentence)) >= SPEAKS_FROM)
}

/** A guide says where and how; a Q&A on the same thing only mentions it. */
function preferGuide(probability: number, { kind }: Passage): number {
  return kind === 'guide' ? probability : probability * 0.9
}

function matterAgreement(matter: Understanding['matter'], { matter: own, details }: Passage): number {
  if (matter === 'other') return 0.5
  return own === matter || details?.matters.includes(matter) ? 1 : 0
}
