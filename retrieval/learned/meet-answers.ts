import type { ArticleFinder } from '../article-lookup.js'
import type { DocFilter, KnowledgeIndex } from '../knowledge-index.js'
import type { ConfirmedAnswer } from './confirmed-answers.js'
import type { MetAnswer } from './learned-evidence.js'

/** Finds the articles that confirmed answers cite, as they are in force; an answer of which none is met lends nothing. */
export function meetAnswers(
  index: KnowledgeIndex,
  finder: ArticleFinder,
  answers: readonly ConfirmedAnswer[],
  { mask }: DocFilter,
): MetAnswer[] {
  return answers.flatMap((answer) => {
    const docs = answer.cites.flatMap((cite) =>
      finder.resolve(cite, mask).flatMap(({ status, docs }) => (status === 'found' ? docs : [])),
    )
    const provisions = [...new Set(docs.flatMap((doc) => index.provision(doc) ?? []))]
    return provisions.length > 0 ? [{ ...answer, provisions }] : []
  })
}
