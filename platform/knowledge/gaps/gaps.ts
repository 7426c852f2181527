import type { Transaction } from 'kysely'
import type { z } from 'zod'
import { classifyMatter } from '../../../bot/language/classify-matter.js'
import { foldText } from '../../../bot/language/normalise-text.js'
import { maskPersonalData } from '../../../bot/mask-personal-data.js'
import { createPassages } from '../../../retrieval/passages.js'
import type { Db } from '../../../storage/database.js'
import type { Tables } from '../../../storage/tables.js'
import { type StaffError, staffErrors } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { DraftReply } from '../drafts/draft-wire.js'
import type { Drafts } from '../drafts/drafts.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import { draftText } from './draft-text.js'
import { createFindGaps, type FoundGaps, type Gap } from './find-gaps.js'
import type { GapReply, GapView, gapPage, gapQuery } from './gap-wire.js'
import { type DraftStates, effectOf, examplesOf, viewGap } from './view-gap.js'

const DEFAULT_DAYS = 56
const SUGGESTED = { k: 3, entries: 2 }
const MOST_SUGGESTED = 6
const SHOWN_TEXT = 200

/** What citizens ask and do not get answered, from the turns, and what staff did about it. */
export function createGaps(deps: KnowledgeDeps, drafts: Drafts) {
  const { db, transact, audit, search, now } = deps
  const finding = createFindGaps(deps)
  const passages = createPassages(db)

  async function draftStates(gaps: readonly Gap[]): Promise<DraftStates> {
    const ids = gaps.flatMap(({ row }) => row?.draft_id ?? [])
    if (ids.length === 0) return new Map()
    const rows = await db
      .selectFrom('drafts')
      .select(['id', 'status', 'published_at', 'decider_name'])
      .where('id', 'in', ids)
      .execute()
    return new Map(
      rows.map((row) => [
        row.id,
        { status: row.status, publishedAt: row.published_at, by: row.decider_name },
      ]),
    )
  }

  async function viewAll({ gaps, at }: FoundGaps, days: number): Promise<{ gap: Gap; view: GapView }[]> {
    const states = await draftStates(gaps)
    const weeks = Math.ceil(days / 7)
    return gaps.map((gap) => ({ gap, view: viewGap(gap, at, weeks, states) }))
  }

  /** @throws {StaffError} 404 */
  async function byId(id: string, days: number) {
    const views = await viewAll(await finding.find(days), days)
    const found = views.find(({ gap }) => gap.id === id)
    if (!found) throw staffErrors.notFound()
    return found
  }

  async function suggest(question: string): Promise<GapReply['suggested']> {
    const { hits } = await search.search(question, SUGGESTED)
    const read = await passages.byIds(hits.slice(0, MOST_SUGGESTED).map(({ passageId }) => passageId))
    return read.map(({ id, kind, title, article, text }) => ({
      passageId: id,
      kind,
      title,
      article,
      text: text.slice(0, SHOWN_TEXT),
    }))
  }

  async function show(id: string, days: number): Promise<GapReply> {
    const { gap, view } = await byId(id, days)
    return {
      gap: view,
      examples: examplesOf(gap),
      suggested: await suggest(gap.question),
      effect: view.closedAt === null ? null : effectOf(gap, view.closedAt),
    }
  }

  /**
   * Keeps the gap under its question, with what was done about it: of two at once one wins.
   * @returns whether it still was as it had been seen
   */
  async function store(
    trx: Transaction<Tables>,
    { id, question, row }: Gap,
    values: { draft_id?: string; closed_by?: string; closed_at?: string; note?: string },
    member: StaffMember,
    action: string,
  ): Promise<boolean> {
    const seen = row?.draft_id ?? null
    // It outlives the conversation in which it was asked.
    const { masked } = maskPersonalData(question)
    const stored = await trx
      .insertInto('gaps')
      .values({
        ...{ id, question: masked, draft_id: null, closed_by: null, closed_at: null, note: null },
        opened_by: member.name,
        opened_at: row?.opened_at ?? now().toISOString(),
        ...values,
      })
      .onConflict((c) =>
        c
          .column('id')
          .doUpdateSet(values)
          .where('gaps.closed_at', 'is', null)
          .where('gaps.draft_id', seen === null ? 'is' : '=', seen),
      )
      .returning('id')
      .executeTakeFirst()
    if (!stored) return false
    await audit.record(trx, {
      actorId: member.id,
      action: `knowledge.${action}`,
      subject: id,
      details: { question: masked, ...(values.note && { reason: values.note }) },
    })
    return true
  }

  async function taken(from: Pick<Db, 'selectFrom'>, id: string): Promise<StaffError> {
    const draft = await from
      .selectFrom('gaps as g')
      .innerJoin('drafts as d', 'd.id', 'g.draft_id')
      .select('d.author_name')
      .where('g.id', '=', id)
      .where('g.closed_at', 'is', null)
      .executeTakeFirst()
    return draft ? knowledgeErrors.drafted(draft.author_name) : knowledgeErrors.wrongState()
  }

  return {
    show,

    /** Groups what was asked in the period that is looked at first. */
    prepare: () => finding.prepare(DEFAULT_DAYS),

    async list({
      status,
      sort,
      days,
      limit,
      offset,
    }: z.infer<typeof gapQuery>): Promise<z.infer<typeof gapPage>> {
      const found = await finding.find(days)
      const views = (await viewAll(found, days))
        .map(({ view }) => view)
        .filter((view) => view.status === status && (view.count > 0 || status !== 'open'))
        .sort(
          (a, b) =>
            (sort === 'trend' ? b.trend - a.trend : b.count - a.count) ||
            b.count - a.count ||
            b.trend - a.trend ||
            (a.id < b.id ? -1 : 1),
        )
      return {
        gaps: views.slice(offset, offset + limit),
        total: views.length,
        questions: found.questions,
        at: found.at.toISOString(),
      }
    },

    /** Begins a Q&A that answers it. @throws {StaffError} 404, 409 `wrong_state` somebody has begun one */
    async draft(id: string, days: number, member: StaffMember): Promise<DraftReply> {
      const { gap, view } = await byId(id, days)
      if (view.status === 'closed') throw knowledgeErrors.wrongState()
      if (view.status === 'drafted') throw await taken(db, id)
      const { matter } = classifyMatter(foldText(gap.question))
      const asks = examplesOf(gap).map(({ question }) => question)
      const made = await drafts.create(
        { from: 'text', kind: 'faq', text: draftText(gap.question, asks, matter) },
        member,
        async (trx, draftId) => {
          if (!(await store(trx, gap, { draft_id: draftId }, member, 'take_gap'))) throw await taken(trx, id)
        },
      )
      return made
    },

    /** @throws {StaffError} 404, 409 `wrong_state` */
    async close(id: string, note: string, days: number, member: StaffMember): Promise<GapReply> {
      const { gap, view } = await byId(id, days)
      if (view.status === 'closed') throw knowledgeErrors.wrongState()
      const closed = { closed_by: member.name, closed_at: now().toISOString(), note }
      await transact(async (trx) => {
        if (!(await store(trx, gap, closed, member, 'close_gap'))) throw await taken(trx, id)
      })
      return show(id, days)
    },

    /** Undoes that it was closed, by hand or by its draft. @throws {StaffError} 404, 409 `wrong_state` */
    async reopen(id: string, days: number, member: StaffMember): Promise<GapReply> {
      const { gap, view } = await byId(id, days)
      const { row } = gap
      if (view.status !== 'closed' || !row) throw knowledgeErrors.wrongState()
      const [draft] = (await draftStates([gap])).values()
      await transact(async (trx) => {
        const reopened = await trx
          .updateTable('gaps')
          .set({ closed_by: null, closed_at: null, note: null })
          // What has been published did not close it: another draft may be begun.
          .$if(draft?.status === 'published', (update) => update.set({ draft_id: null }))
          .where('id', '=', id)
          .where('closed_at', row.closed_at === null ? 'is' : '=', row.closed_at)
          .where('draft_id', row.draft_id === null ? 'is' : '=', row.draft_id)
          .executeTakeFirst()
        if (reopened.numUpdatedRows === 0n) throw await taken(trx, id)
        await audit.record(trx, {
          actorId: member.id,
          action: 'knowledge.reopen_gap',
          subject: id,
          details: { question: row.question, ...(row.note && { note: row.note }) },
        })
      })
      return show(id, days)
    },
  }
}
