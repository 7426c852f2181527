import { maskPersonalData } from '../../../bot/mask-personal-data.js'
import { fullRegionName, isRegionCode } from '../../../knowledge/regions.js'
import type { EvalCaseRow } from '../../../storage/tables.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import { askOnce } from '../tester/tester.js'
import type { CaseQuery, CaseRun, CaseView, ExpectedPassage, NewCase } from './case-wire.js'
import { digestOf, judgeCase } from './judge-case.js'
import { verdictOf } from './verdict-of.js'

type StoredRun = CaseRun & { digest: string }

/** Questions that staff keep with what should decide them. */
export function createCases({ db, transact, search, answering, audit, now, randomBytes }: KnowledgeDeps) {
  async function byId(id: string): Promise<EvalCaseRow> {
    const row = await db.selectFrom('eval_cases').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw staffErrors.notFound()
    return row
  }

  /** @throws {StaffError} 400 `unfit` no such article */
  async function meet(
    named: readonly string[],
    { asOf, regionCode }: Pick<NewCase, 'asOf' | 'regionCode'>,
  ): Promise<ExpectedPassage[]> {
    const met: ExpectedPassage[] = []
    for (const name of named) {
      const lookup = await search.lookup(name, {
        asOfDate: asOf ?? undefined,
        regionCode: regionCode ?? undefined,
      })
      const hits = (lookup?.references ?? []).flatMap(({ status, hits }) => (status === 'found' ? hits : []))
      if (hits.length === 0)
        throw knowledgeErrors.unfit(
          `知识库里没有现行的“${name}”，请写法规名称和条号，如“劳动合同法第三十条”。`,
        )
      met.push(...hits.map(({ lawTitle, article }) => ({ title: lawTitle, article })))
    }
    return met
  }

  return {
    async list({ q, verdict, limit, offset }: CaseQuery) {
      const rows = await db
        .selectFrom('eval_cases')
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .execute()
      const isMeant = (each: CaseView) =>
        each.question.includes(q ?? '') &&
        (verdict === undefined ||
          (verdict === 'changed' ? each.lastRun?.changed === true : each.verdict === verdict))
      const cases = rows.map(viewCase).filter(isMeant)
      return { cases: cases.slice(offset, offset + limit), total: cases.length }
    },

    /** @throws {StaffError} 400 `no_region`, `unfit` */
    async add(body: NewCase, member: StaffMember): Promise<CaseView> {
      const { question, asOf, regionCode, expected, named, note } = body
      if (regionCode !== null && !isRegionCode(regionCode)) throw knowledgeErrors.noRegion()
      const all = [...expected, ...(await meet(named, body))]
      const distinct = [...new Map(all.map((each) => [`${each.title} ${each.article}`, each])).values()]
      const row: EvalCaseRow = {
        id: `ca_${randomBytes(12).toString('base64url')}`,
        question: maskPersonalData(question).masked,
        as_of: asOf,
        region_code: regionCode,
        expected: JSON.stringify(distinct),
        note: maskPersonalData(note).masked,
        author_id: member.id,
        author_name: member.name,
        created_at: now().toISOString(),
        last_run: null,
      }
      await transact(async (trx) => {
        await trx.insertInto('eval_cases').values(row).execute()
        await audit.record(trx, {
          actorId: member.id,
          action: 'knowledge.case',
          subject: row.id,
          details: { question: row.question },
        })
      })
      return viewCase(row)
    },

    /** @throws {StaffError} 404 */
    async remove(id: string, member: StaffMember): Promise<void> {
      const { question } = await byId(id)
      await transact(async (trx) => {
        await trx.deleteFrom('eval_cases').where('id', '=', id).execute()
        await audit.record(trx, {
          actorId: member.id,
          action: 'knowledge.drop_case',
          subject: id,
          details: { question },
        })
      })
    },

    /** Asks the question now and keeps what came of it. @throws {StaffError} 404 */
    async run(id: string): Promise<CaseView> {
      const row = await byId(id)
      const tried = await askOnce(answering.tryQuestion, questionOf(row))
      const digest = digestOf(tried.result.outcome, tried.result.answer)
      const before = lastRunOf(row)
      const run: StoredRun = {
        ...judgeCase(tried, expectedOf(row)),
        at: now().toISOString(),
        changed: before && before.digest !== digest,
        digest,
      }
      await db
        .updateTable('eval_cases')
        .set({ last_run: JSON.stringify(run) })
        .where('id', '=', id)
        .execute()
      return viewCase({ ...row, last_run: JSON.stringify(run) })
    },

    /** Lines that `wenfa eval --cases` reads. */
    async export(): Promise<string> {
      const rows = await db.selectFrom('eval_cases').selectAll().orderBy('created_at').orderBy('id').execute()
      return rows.map((row) => `${JSON.stringify(lineOf(row))}\n`).join('')
    },
  }
}

export function questionOf({ question, as_of, region_code }: EvalCaseRow) {
  return { question, asOf: as_of, regionCode: region_code }
}

export function expectedOf({ expected }: EvalCaseRow): ExpectedPassage[] {
  return JSON.parse(expected) as ExpectedPassage[]
}

function lastRunOf({ last_run }: EvalCaseRow): StoredRun | null {
  return last_run === null ? null : (JSON.parse(last_run) as StoredRun)
}

function viewCase(row: EvalCaseRow): CaseView {
  const { digest: _, ...run } = lastRunOf(row) ?? { digest: '' }
  const lastRun = row.last_run === null ? null : (run as CaseRun)
  return {
    id: row.id,
    question: row.question,
    asOf: row.as_of,
    regionCode: row.region_code,
    regionName: row.region_code === null ? null : fullRegionName(row.region_code),
    expected: expectedOf(row),
    note: row.note,
    authorName: row.author_name,
    createdAt: row.created_at,
    lastRun,
    verdict: verdictOf(expectedOf(row), lastRun),
  }
}

/** As evals/cases/README.md tells. */
function lineOf(row: EvalCaseRow): object {
  const expected = expectedOf(row)
  return {
    id: row.id,
    question: row.question,
    ...(row.region_code !== null && { region: row.region_code }),
    ...(row.as_of !== null && { asOf: row.as_of }),
    expect:
      expected.length > 0
        ? { cites: expected.map(({ title, article }) => title + (article ?? '')) }
        : { outcome: ['handed_off_', 'declined_'] },
  }
}
