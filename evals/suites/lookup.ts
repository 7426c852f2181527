import { chinaDate } from '../../knowledge/china-date.js'
import type { Case } from '../cases/case.js'
import { checkTurn, seeTurn } from '../metrics/check-turn.js'
import { isNamed, isOfThese } from '../metrics/names.js'
import { takeSome } from '../metrics/take-some.js'
import { ranksOf } from '../retrieval/ranking-metrics.js'
import type { Subject } from '../subject.js'
import { type Suite, share } from './suite.js'

/** Whether an article asked for by name and number comes first, and whether what does not exist is said not to. */
export const lookup: Suite = {
  name: 'lookup',
  title: '按条号查法条',
  metrics: [
    share('right', '查得正确'),
    share('status', '对有没有该条判断正确'),
    share('outcome', '处理方式正确'),
  ],
  needsStatutes: true,
  generatedCases,
  async measure(given, { subject }) {
    const { turns, region, asOf, expect } = given
    const found = await subject.retriever.search(turns.at(-1)!, { k: 5, regionCode: region, asOfDate: asOf })
    const status = found.lookup?.references[0]?.status ?? null
    const named = found.lookup?.references[0]?.hits ?? []
    const [hit] = found.hits
    const absent = expect.status === 'no_such_law' || expect.status === 'no_such_article'
    const checks = [
      expect.status === undefined || status === expect.status,
      // What does not exist brings no article in its place.
      !absent || named.length === 0,
      !expect.cites || (hit !== undefined && expect.cites.some((name) => isNamed(name, hit))),
      !expect.gold || (hit !== undefined && ranksOf(expect.gold, [hit]).includes(1)),
      !expect.never?.some((name) => found.hits.some((each) => isOfThese(name, each))),
      expect.versionDate === undefined || hit?.versionDate === expect.versionDate,
    ]
    const turn = expect.outcome && checkTurn(given, await seeTurn(subject, given))
    return {
      values: {
        right: checks.every(Boolean) ? 1 : 0,
        ...(expect.status && { status: status === expect.status ? 1 : 0 }),
        ...(turn?.outcome !== undefined && { outcome: turn.outcome }),
      },
      trace: {
        status,
        hits: found.hits.map((each) => `${each.lawTitle}${each.article ?? ''} ${each.versionDate}`),
      },
    }
  },
}

const WORDINGS = [
  (law: string, article: string) => `${law}${article}的内容是什么`,
  (law: string, article: string) => `《${law}》${article}`,
]

/** Articles of laws in force that are loaded, each asked for by name and number. */
async function generatedCases({ db }: Subject, most: number | null): Promise<Case[]> {
  const today = chinaDate(new Date())
  const rows = await db
    .selectFrom('passages as p')
    .innerJoin('source_versions as v', 'v.id', 'p.version_id')
    .innerJoin('sources as s', 's.id', 'v.source_id')
    .select(['p.title', 'p.article', 's.region_code', 'v.source_id'])
    .distinct()
    .where('p.article', 'is not', null)
    .where('p.withdrawn_revision', 'is', null)
    .where(({ eb, or }) => or([eb('v.effective_from', 'is', null), eb('v.effective_from', '<=', today)]))
    .where(({ eb, or }) => or([eb('v.effective_to', 'is', null), eb('v.effective_to', '>', today)]))
    .execute()
  return takeSome(rows, most, (row) => `${row.source_id} ${row.article}`).map(
    ({ title, article, region_code, source_id }, i) => ({
      id: `generated ${source_id} ${article}`,
      turns: [WORDINGS[i % WORDINGS.length]!(title, article!)],
      region: region_code ?? undefined,
      kind: 'generated',
      expect: { cites: [`${title}${article}`], status: 'found' },
    }),
  )
}
