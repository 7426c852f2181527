import { askBack } from '../ask-back.js'
import type { StepDeps } from '../bot-deps.js'
import type { RankedEntry } from '../language/rank-entries.js'
import { SERVICE_PLACE } from '../lexicon/service-terms.js'
import type { Ending } from '../step.js'
import type { Plan, Turn, Understanding } from '../turn.js'
import { isSameQuestion } from './weigh-sources.js'

/** So near to its asked questions, a guide is what a question about a place means. */
const NAMES_GUIDE = 0.75

/** Where to go needs the region; without any office on record it is not asked for. */
export async function decideOnOffices(
  turn: Turn,
  understanding: Understanding,
  entries: readonly RankedEntry[],
  { offices, words }: StepDeps,
): Promise<Plan | Ending | null> {
  const { intent, aspect, regionCode, standaloneQuestion, followUp, focus } = understanding
  const { matter, placeOnly, serviceLine } = understanding
  const [best] = entries
  if (placeOnly) return { kind: 'offices', guide: null }
  if (best !== undefined && isSameQuestion(best)) return null
  if (intent !== 'service_how_where' || aspect !== 'where') return null
  if (
    !SERVICE_PLACE.test(standaloneQuestion) &&
    !/在哪|哪里|哪儿|地址|最近|附近/.test(`${standaloneQuestion}${focus}`)
  )
    return null
  // A guide that is asked for by its name says where; one that only shares a word does not.
  const guided = best !== undefined && best.asked >= NAMES_GUIDE
  if (!(await offices.any())) {
    const ofService = ({ entry: { details } }: RankedEntry) =>
      Boolean(details?.office) && serviceLine !== null && details?.serviceLines.includes(serviceLine)
    // Who names the office knows its kind, and wants the address.
    const named = SERVICE_PLACE.test(standaloneQuestion)
    const guides = entries.filter(ofService)
    const ofField = guides.find(({ entry }) => entry.details?.matters.includes(matter)) ?? guides[0]
    return guided ? null : { kind: 'offices', guide: named ? null : (ofField?.entry ?? null) }
  }
  if (regionCode !== null) return followUp || !guided ? { kind: 'offices', guide: null } : null
  if (turn.history.at(-1)?.outcome === 'clarifying_region') return null
  return askBack(turn, 'clarifying_region', words.clarifyRegion)
}
