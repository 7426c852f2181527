import type { Hit } from '../../retrieval/retriever.js'
import type { Case } from '../cases/case.js'
import { ranksOf } from '../retrieval/ranking-metrics.js'
import type { Subject } from '../subject.js'
import type { Metric } from '../suites/suite.js'
import { share } from '../suites/suite.js'
import { isNamed } from './names.js'

export const RANK_METRICS: Metric[] = [
  share('recall_at_10', '前十条命中率 Recall@10'),
  share('recall_at_1', '首条命中率 Recall@1'),
  share('recall_at_100', '前百条命中率 Recall@100'),
  share('mrr', '平均倒数排名 MRR'),
]

/** The first hundred articles for the last message of a case. */
export async function searchArticles(
  { retriever }: Pick<Subject, 'retriever'>,
  { turns, region, asOf }: Case,
  text = turns.at(-1)!,
) {
  const { hits } = await retriever.search(text, {
    k: 100,
    kind: 'statute',
    regionCode: region,
    asOfDate: asOf,
  })
  return hits
}

/** Of articles that decide, the share that is found; of articles of which one is enough, whether one is found. */
export function rankHits({ expect }: Case, hits: readonly Hit[]): Record<string, number> {
  const ranks = expect.gold ? ranksOf(expect.gold, hits) : expect.cites ? [rankOf(expect.cites, hits)] : []
  if (ranks.length === 0) return {}
  const within = (most: number) => ranks.filter((rank) => rank <= most).length / ranks.length
  return {
    recall_at_1: within(1),
    recall_at_10: within(10),
    recall_at_100: within(100),
    mrr: 1 / Math.min(...ranks),
  }
}

/** What somebody reads who looks into the case. */
export function describeHits({ expect }: Case, hits: readonly Hit[]) {
  const nameOf = ({ lawTitle, article, versionDate }: Hit) =>
    `${lawTitle}${article ?? ''} ${versionDate ?? ''}`
  return {
    wanted: (expect.gold?.map(({ name }) => name) ?? expect.cites ?? []).map((name, i) => {
      const rank = expect.gold ? ranksOf([expect.gold[i]!], hits)[0]! : rankOf([name], hits)
      return `${name}: ${Number.isFinite(rank) ? rank : '—'}`
    }),
    hits: hits.slice(0, 10).map(nameOf),
  }
}

function rankOf(names: readonly string[], hits: readonly Hit[]): number {
  const at = hits.findIndex((hit) => names.some((name) => isNamed(name, hit)))
  return at < 0 ? Number.POSITIVE_INFINITY : at + 1
}
