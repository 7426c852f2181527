import type { ArticleFinder } from '../article-lookup.js'
import { expandQuery } from '../expand-query.js'
import type { LoadedIndex } from '../index/load-index.js'
import type { KnowledgeIndex } from '../knowledge-index.js'
import { createSlice } from '../slice.js'
import type { ConfirmedAnswer } from './confirmed-answers.js'
import type { MetAnswer } from './learned-evidence.js'

/** Of the articles found for a question by keywords. */
const FOUND = 30

/**
 * Documents that questions found, by saved index. What is published beside it changes them too little to search for
 * every confirmed question again.
 */
const foundIn = new WeakMap<LoadedIndex, Map<string, readonly number[]>>()

/**
 * Finds the articles that confirmed answers cite, as they are in force; an answer of which none is met lends nothing.
 * @param day the law in force on that day, `YYYY-MM-DD`
 */
export async function meetAnswers(
  index: KnowledgeIndex,
  finder: ArticleFinder,
  answers: readonly ConfirmedAnswer[],
  day: string,
): Promise<MetAnswer[]> {
  const slice = createSlice()
  const { mask } = index.filter(day, null, null)
  const statutes = index.filter(day, null, 'statute').mask
  const docsOf = new Map<string, number[]>(answers.map(({ versionId }) => [versionId, []]))
  for (let doc = 0; doc < index.docCount; doc++) {
    if (mask[doc] === 1 && index.isStatute[doc] === 0) docsOf.get(index.version(doc)!.id)?.push(doc)
  }
  const found = foundIn.get(index.loaded) ?? new Map<string, readonly number[]>()
  foundIn.set(index.loaded, found)
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
      found: findArticles(answer.wordings[0]!),
    })
  }
  return met

  function findArticles(question: string): number[] {
    let docs = found.get(question)
    if (!docs) {
      const { terms } = expandQuery(question, (term) => index.keyword.idf(term))
      const best = index.keyword.score(terms, statutes).best(FOUND)
      docs = best.map(({ doc }) => doc)
      found.set(question, docs)
    }
    return docs.map((doc) => index.provision(doc)).filter((provision) => provision >= 0)
  }
}
