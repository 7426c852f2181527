import { classifyMatter } from '../../bot/language/classify-matter.js'
import { foldText } from '../../bot/language/normalise-text.js'
import { describeHits, RANK_METRICS, rankHits, searchArticles } from '../metrics/rank-hits.js'
import { consultationCases } from '../readers/read-consultations.js'
import type { Suite } from './suite.js'

/** Whether the articles that decide a question are among the first. */
export const retrieval: Suite = {
  name: 'retrieval',
  title: '法条检索',
  metrics: RANK_METRICS,
  needsStatutes: true,
  leavesOutLearned: true,
  sharedCases: consultationCases,
  async measure(given, { subject }) {
    const hits = await searchArticles(subject, given)
    return {
      values: rankHits(given, hits),
      trace: describeHits(given, hits),
      matter: classifyMatter(foldText(given.turns.at(-1)!)).matter,
    }
  },
}
