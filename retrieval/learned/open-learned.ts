import type { Db } from '../../storage/database.js'
import type { ArticleFinder } from '../article-lookup.js'
import type { KnowledgeIndex } from '../knowledge-index.js'
import { ARTICLE_FEATURES } from './article-features.js'
import { readArticleTexts } from './article-texts.js'
import { readConfirmedAnswers } from './confirmed-answers.js'
import { createLearnedEvidence, type LearnedEvidence } from './learned-evidence.js'
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
  settles(shares: readonly number[]): Settled
}

/**
 * Reads the ranker fitted last and the confirmed answers at the index's revision.
 * @returns null where nothing was learned, or learning was no better than not
 */
export async function openLearned(
  db: Db,
  { index, finder }: { index: KnowledgeIndex; finder: ArticleFinder },
  day: string,
): Promise<Learned | null> {
  const ranker = await readRanker(db)
  if (!ranker?.report.used) return null
  const answers = await readConfirmedAnswers(db, index.publication.revision)
  const met = await meetAnswers(index, finder, answers, day)
  const texts = await readArticleTexts(
    db,
    index,
    met.flatMap(({ provisions }) => provisions),
    index.filter(day, null, null),
  )
  return {
    evidence: await createLearnedEvidence(met, texts),
    scoreArticles: createNetworksScorer(ranker.networks, ARTICLE_FEATURES),
    settles: (shares) => articlesSettle(ranker.settling, shares),
  }
}
