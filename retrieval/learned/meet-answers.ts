import type { ArticleFinder } from '../article-lookup.js'
import type { DocFilter, KnowledgeIndex } from '../knowledge-index.js'
import { createSlice } from '../slice.js'
import type { ConfirmedAnswer } from './confirmed-answers.js'
import type { MetAnswer } from './learned-evidence.js'

/** Finds the articles that confirmed answers cite, as they are in force; an answer of which none is met lends nothing. */
export async function meetAnswers(
  index: KnowledgeIndex,
  finder: ArticleFinder,
  answers: readonly ConfirmedAnswer[],
  { mask }: DocFilter,
): Promise<MetAnswer[]> {
  const slice = createSlice()
  const docsOf = new Map<string, number[]>(answers.map(({ versionId }) => [versionId, []]))
  for (let doc = 0; doc < index.docCount; doc++) {
    if (mask[doc] === 1 && index.isStatute[doc] === 0) docsOf.get(index.version(doc)!.id)?.push(doc)
  }
  const met: MetAnswer[] = []
  for (const answer of answers) {
    await slice()
    const docs = answer.cites.flatMap((cite) =>
      finder.resolveCite(cite, mask).flatMap(({ status, docs }) => (status === 'found' ? docs : [])),
    )
    const articles = docs.filter((doc) => index.provision(doc) >= 0)
    if (articles.length === 0) continue
    const distinct = (number: (doc: number) => number) => [...new Set(articles.map(number))]
    met.push({
      ...answer,
      docs: docsOf.get(answer.versionId)!,
      provisions: distinct((doc) => index.provision(doc)),
      laws: distinct((doc) => index.law(doc)),
    })
  }
  return met
}
