import type { Answer } from '../answer.js'

/** Numbers what an answer cites in the order in which it is first met in reading; what no sentence cites comes last. */
export function numberByAppearance(answer: Answer): Answer {
  const { summaryCitationIds, points, steps, bases } = answer
  const met = [summaryCitationIds, ...points.map(idsOf), ...steps.map(idsOf), bases.map((_, i) => i + 1)]
  const order = [...new Set(met.flat())]
  const numberOf = new Map(order.map((id, i) => [id, i + 1]))
  const renumbered = (ids: readonly number[]) => ids.map((id) => numberOf.get(id)!).sort((a, b) => a - b)
  const renumber = <T extends { citationIds: number[] }>(sentence: T): T => ({
    ...sentence,
    citationIds: renumbered(sentence.citationIds),
  })
  return {
    ...answer,
    summaryCitationIds: renumbered(summaryCitationIds),
    points: points.map(renumber),
    steps: steps.map(renumber),
    bases: order.map((id) => bases[id - 1]!),
  }
}

function idsOf({ citationIds }: { citationIds: number[] }): number[] {
  return citationIds
}
