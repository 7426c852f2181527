import { isDeepStrictEqual } from 'node:util'
import type { Db } from '../../storage/database.js'
import type { ArticleFinder } from '../article-lookup.js'
import type { LoadedIndex } from '../index/load-index.js'
import type { DocFilter, KnowledgeIndex } from '../knowledge-index.js'
import { ARTICLE_FEATURES } from './article-features.js'
import { readArticleTexts, readTexts } from './article-texts.js'
import { readConfirmedAnswers } from './confirmed-answers.js'
import { createLearnedEvidence, type LearnedEvidence, type MetAnswer, NO_TEXT } from './learned-evidence.js'
import { meetAnswers } from './meet-answers.js'
import { createNetworksScorer, type ScoreRows } from './rank-network.js'
import { readRanker } from './rankers.js'
import { articlesSettle, type Settled } from './settle-articles.js'

/** What confirmed answers taught, ready to rank with. */
export interface Learned {
  evidence: LearnedEvidence
  /** Of the rows of `articleFeatures`. */
  scoreArticles: ScoreRows
  /** @param shares of the articles, best first */
  settles(shares: ArrayLike<number>): Settled
  /** What the evidence comes from. */
  basis: Basis
}

/** Where it is the same after a publication, so is what confirmed answers say of a question. */
interface Basis {
  /** Documents keep their numbers from one publication to the next as long as this is the same. */
  loaded: LoadedIndex
  answers: readonly Pick<MetAnswer, 'versionId' | 'docs' | 'provisions'>[]
  /** Documents of the laws that answers cite, as they are in force. */
  articles: readonly number[]
}

/**
 * Reads the ranker fitted last and the confirmed answers at the index's revision.
 * @param before of the publication before: where neither answers nor the laws that they cite changed, no more is read
 * @returns null where nothing was learned, or learning was no better than not
 */
export async function openLearned(
  db: Db,
  { index, finder }: { index: KnowledgeIndex; finder: ArticleFinder },
  day: string,
  before: Learned | null = null,
): Promise<Learned | null> {
  const ranker = await readRanker(db)
  if (!ranker?.report.used) return null
  const answers = await readConfirmedAnswers(db, index.publication.revision)
  const met = await meetAnswers(index, finder, answers, day)
  const filter = index.filter(day, null, null)
  const basis = basisOf(index, met, filter)
  const evidence =
    before && isSameBasis(before.basis, basis)
      ? await withTexts(before.evidence, db, index)
      : await createLearnedEvidence(met, await readArticleTexts(db, index, citedBy(met), filter))
  return {
    evidence,
    scoreArticles: createNetworksScorer(ranker.networks, ARTICLE_FEATURES),
    settles: (shares) => articlesSettle(ranker.settling, shares),
    basis,
  }
}

function citedBy(met: readonly MetAnswer[]): Set<number> {
  return new Set(met.flatMap(({ provisions }) => provisions))
}

function basisOf(index: KnowledgeIndex, met: readonly MetAnswer[], filter: DocFilter): Basis {
  const laws = new Set(met.flatMap((answer) => answer.laws))
  return {
    loaded: index.loaded,
    answers: met.map(({ versionId, docs, provisions }) => ({ versionId, docs, provisions })),
    articles: [...index.docsByProvision(filter)].filter((doc) => doc >= 0 && laws.has(index.law(doc))),
  }
}

function isSameBasis(before: Basis, now: Basis): boolean {
  return (
    before.loaded === now.loaded &&
    isDeepStrictEqual(before.answers, now.answers) &&
    isDeepStrictEqual(before.articles, now.articles)
  )
}

/** The same evidence, with the articles that were published since. */
async function withTexts(evidence: LearnedEvidence, db: Db, index: KnowledgeIndex): Promise<LearnedEvidence> {
  const texts = await readTexts(db, index)
  return { ...evidence, textOf: (doc) => texts[doc] ?? NO_TEXT }
}
