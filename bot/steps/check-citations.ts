import type { Passage } from '../../retrieval/passage.js'
import type { Answer, Basis } from '../answer.js'

/** Reads passages as they are published now. */
export interface ReadPassages {
  byIds(ids: readonly string[]): Promise<Passage[]>
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
): Promise<Answer | null> {
  const ids = answer.bases.flatMap(({ passageId }) => passageId ?? [])
  const byId = new Map((await passages.byIds(ids)).map((passage) => [passage.id, passage]))
  const kept = answer.bases.map((basis) => isVerified(basis, byId, asOfDate))
  const used = answer.bases.filter((_, index) => kept[index])
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

function isVerified(basis: Basis, byId: ReadonlyMap<string, Passage>, asOfDate: string): boolean {
  if (!basis.loaded) return basis.quote === null && basis.passageId === null
  const passage = basis.passageId === null ? undefined : byId.get(basis.passageId)
  if (!passage || basis.quote === null || basis.quote === '') return false
  if (!passage.text.includes(basis.quote)) return false
  const begun = passage.effectiveFrom === null || passage.effectiveFrom <= asOfDate
  const ended = passage.effectiveTo !== null && passage.effectiveTo <= asOfDate
  return begun && !ended
}
