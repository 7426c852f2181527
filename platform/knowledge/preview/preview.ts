import type { Tried } from '../../../bot/try-question.js'
import { chinaDate } from '../../../knowledge/china-date.js'
import { planPublication } from '../../../knowledge/ingest/plan-publication.js'
import type { DraftRow } from '../../../storage/tables.js'
import type { ExpectedPassage } from '../cases/case-wire.js'
import { expectedOf, questionOf } from '../cases/cases.js'
import { digestOf, judgeCase } from '../cases/judge-case.js'
import { PUBLISHED } from '../drafts/draft-rows.js'
import { documentsOf, takenPlaceOf } from '../drafts/to-publish.js'
import { readQuestions } from '../gaps/read-questions.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import { askOnce } from '../tester/tester.js'
import type { AskedQuestion } from '../tester/try-wire.js'
import { MAX_QUESTION } from '../tester/try-wire.js'
import type { PreviewReply, Told } from './preview-wire.js'

const MOST_CASES = 100
const MOST_FREQUENT = 50
/** Asked once says nothing of what is asked often. */
const LEAST_COUNT = 2
const LOOKED_BACK_MS = 30 * 86_400_000
const OPEN: readonly DraftRow['status'][] = ['draft', 'in_review', 'scheduled']

/** How many questions have been asked, and at the end what came of them. */
export type PreviewSteps = AsyncGenerator<{ done: number; total: number }, PreviewReply>

interface Probe {
  asked: AskedQuestion
  caseId: string | null
  count: number
  expected: ExpectedPassage[]
}

/** What citizens would be told otherwise once drafts are published. */
export function createPreview({ db, answering, now }: KnowledgeDeps) {
  let last: Promise<unknown> = Promise.resolve()

  async function probes(): Promise<Probe[]> {
    const rows = await db
      .selectFrom('eval_cases')
      .selectAll()
      .orderBy('created_at', 'desc')
      .orderBy('id')
      .limit(MOST_CASES)
      .execute()
    const cases = rows.map(
      (row): Probe => ({
        asked: questionOf(row),
        caseId: row.id,
        count: 0,
        expected: expectedOf(row),
      }),
    )
    const questions = await readQuestions(db, new Date(now().getTime() - LOOKED_BACK_MS).toISOString())
    const frequent = questions
      .filter(({ question, times }) => times.length >= LEAST_COUNT && question.length <= MAX_QUESTION)
      .sort((a, b) => b.times.length - a.times.length || (a.question < b.question ? -1 : 1))
      .slice(0, MOST_FREQUENT)
      .map(
        ({ question, times }): Probe => ({
          asked: { question, asOf: null, regionCode: null },
          caseId: null,
          count: times.length,
          expected: [],
        }),
      )
    return [...cases, ...frequent]
  }

  async function* preview(draftIds: readonly string[]): PreviewSteps {
    const ids = [...new Set(draftIds)]
    const drafts = await db.selectFrom('drafts').select(PUBLISHED).where('id', 'in', ids).execute()
    if (drafts.length < ids.length || drafts.some(({ status }) => !OPEN.includes(status)))
      throw knowledgeErrors.wrongState()
    const planned = await planPublication(db, {
      documents: documentsOf(drafts),
      withdraw: await takenPlaceOf(db, drafts),
      today: chinaDate(now()),
    })
    const all = await probes()
    const { before, after, close } = await answering.compare(planned)
    const differ: PreviewReply['differ'] = []
    try {
      for (const [done, probe] of all.entries()) {
        yield { done, total: all.length }
        const [then, later] = [await askOnce(before, probe.asked), await askOnce(after, probe.asked)]
        if (digest(then) === digest(later)) continue
        const { asked, caseId, count } = probe
        differ.push({
          ...{ question: asked.question, caseId, count },
          before: toldOf(then, probe),
          after: toldOf(later, probe),
        })
      }
    } finally {
      await close()
    }
    const cases = all.filter(({ caseId }) => caseId !== null).length
    return { asked: { cases, frequent: all.length - cases }, differ }
  }

  /**
   * One at a time: each holds an index in memory. Whoever stops listening ends it.
   * @throws {StaffError} 409 `wrong_state` a draft is gone or published, before the first step
   */
  return async function* (draftIds: readonly string[]): PreviewSteps {
    const before = last
    let leave = () => {}
    last = new Promise<void>((resolve) => {
      leave = resolve
    })
    try {
      await before
      return yield* preview(draftIds)
    } finally {
      leave()
    }
  }
}

function digest({ result }: Tried): string {
  return digestOf(result.outcome, result.answer)
}

function toldOf(tried: Tried, { expected }: Probe): Told {
  const { outcome, answer } = tried.result
  return { outcome, answer, cited: expected.length === 0 ? null : judgeCase(tried, expected).cited }
}
