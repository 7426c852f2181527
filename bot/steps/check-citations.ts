import type { Passage } from '../../retrieval/passage.js'
import type { Answer, Basis } from '../answer.js'
import { applies, withParents } from '../applies.js'
import type { StepDeps } from '../bot-deps.js'
import { neededBy } from '../compose/needed-by.js'
import { handOff } from '../hand-off.js'
import type { Step } from '../step.js'
import { today } from '../today.js'
import { understandingOf } from '../turn.js'

/** Every sentence stands on a verified source, or goes; when none is left, a human answers. */
export function checkCitations(deps: StepDeps): Step {
  return {
    name: 'check-citations',
    async run(turn) {
      const { answer, plan } = turn
      if (answer === null || plan === null) throw new TypeError('There is no answer to check')
      // Neither states any law: there is nothing to verify.
      if (plan.kind === 'article_not_found' || plan.kind === 'offices') return { turn }
      const { asOfDate, regionCode } = understandingOf(turn)
      const checked = await keepVerified(answer, deps.passages, asOfDate ?? today(deps), regionCode)
      if (checked === null) return handOff(turn, 'no_citation', deps.words.handedOffNoCitation, deps)
      return { turn: { ...turn, answer: checked } }
    },
  }
}

/** Reads passages as they are published now. */
export interface ReadPassages {
  published(ids: readonly string[]): Promise<Passage[]>
}

/**
 * Drops what the cited text does not carry: a basis whose passage is gone, was not in force on the day, or does not
 * hold the quote word for word; and each sentence that has no basis left. Ids are numbered anew.
 * @returns null when the direct answer itself has nothing left to stand on
 */
export async function keepVerified(
  answer: Answer,
  passages: ReadPassages,
  asOfDate: string,
  regionCode: string | null = null,
): Promise<Answer | null> {
  const ids = answer.bases.flatMap(({ passageId }) => passageId ?? [])
  const byId = new Map((await passages.published(ids)).map((passage) => [passage.id, passage]))
  const regions = withParents(regionCode)
  const needed = neededBy(answer)
  const kept = answer.bases.map(
    (basis, index) => needed(basis, index + 1) && isVerified(basis, byId, asOfDate, regions),
  )
  const used = byFirstMention(answer).filter((basis) => kept[answer.bases.indexOf(basis)])
  const newId = new Map(
    answer.bases.flatMap((basis, index) => (kept[index] ? [[index + 1, used.indexOf(basis) + 1]] : [])),
  )
  const renumber = (citationIds: readonly number[]) => citationIds.flatMap((id) => newId.get(id) ?? [])
  /** An article that is not loaded verifies nothing, so it cannot carry a sentence alone. */
  const isCarried = (citationIds: readonly number[]) => citationIds.some((id) => used[id - 1]?.loaded)
  const keepCited = <T extends { citationIds: number[] }>(sentences: readonly T[]): T[] =>
    sentences
      .map((sentence) => ({ ...sentence, citationIds: renumber(sentence.citationIds) }))
      .filter(({ citationIds }) => isCarried(citationIds))

  const points = keepCited(answer.points)
  const steps = keepCited(answer.steps)
  const summaryCitationIds = renumber(answer.summaryCitationIds)
  const checked = { ...answer, summaryCitationIds, points, steps, bases: used }
  if (isCarried(summaryCitationIds)) return checked
  const [first, ...rest] = points
  return first
    ? { ...checked, summary: first.text, summaryCitationIds: first.citationIds, points: rest }
    : null
}

/** The bases in the order in which a reader meets them; those that no sentence names come last. */
function byFirstMention({ summaryCitationIds, points, steps, bases }: Answer): Basis[] {
  const mentioned = [
    summaryCitationIds,
    ...[...points, ...steps].map(({ citationIds }) => citationIds),
  ].flat()
  return [...new Set([...mentioned.flatMap((id) => bases[id - 1] ?? []), ...bases])]
}

function isVerified(
  basis: Basis,
  byId: ReadonlyMap<string, Passage>,
  asOfDate: string,
  regions: readonly string[],
): boolean {
  if (!basis.loaded) return basis.quote === null && basis.passageId === null
  const passage = basis.passageId === null ? undefined : byId.get(basis.passageId)
  if (!passage || basis.quote === null || basis.quote === '') return false
  if (!passage.text.includes(basis.quote)) return false
  if (passage.title !== basis.lawTitle || passage.versionDate !== basis.versionDate) return false
  if (!(basis.number ?? '').startsWith(passage.article ?? '')) return false
  return applies(passage, asOfDate, regions)
}
