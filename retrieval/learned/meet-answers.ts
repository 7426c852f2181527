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
  const docsOf = new Map<string, number[]>(answers.map(({ versionId }) => [versionId, []]))
  for (let doc = 0; doc < index.docCount; doc++) {
    if (mask[doc] === 1 && index.isStatute[doc] === 0) docsOf.get(index.version(doc)!.id)?.push(doc)
  }
  return answers.flatMap((answer) => {
    const docs = answer.cites.flatMap((cite) =>
      finder.resolve(cite, mask).flatMap(({ status, docs }) => (status === 'found' ? docs : [])),
    )
    const articles = docs.filter((doc) => index.provision(doc) >= 0)
    if (articles.length === 0) return []
    const distinct = (number: (doc: number) => number) => [...new Set(articles.map(number))]
    return [
      {
        ...answer,
        docs: docsOf.get(answer.versionId)!,
        provisions: distinct((doc) => index.provision(doc)),
        laws: distinct((doc) => index.law(doc)),
      },
    ]
  })
}
