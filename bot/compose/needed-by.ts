import type { Answer, Basis } from '../answer.js'

/** A basis that no sentence and no notice names is not shown. */
export function neededBy({ summaryCitationIds, points, steps, notices }: Answer) {
  const cited = new Set([
    ...summaryCitationIds,
    ...[...points, ...steps].flatMap(({ citationIds }) => citationIds),
  ])
  return ({ lawTitle, number }: Basis, id: number) =>
    cited.has(id) || (number !== null && notices.some((notice) => notice.includes(lawTitle + number)))
}
