import { setTimeout } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { CorrectionNoticeRow, Tables } from '../../../storage/tables.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import { isKey } from '../keys/is-key.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import type { AffectedReply, NoticeRow, noticeBody, noticeDecision } from './correction-wire.js'
import { countAffected, sinceOf } from './find-affected.js'
import { createSendNotices } from './send-notices.js'

const SHOWN = 50
/** Whoever approves sees the end of a short sending; a longer one goes on by itself. */
const LONGEST_WAIT_MS = 2_000

/** Citizens who got an answer that is no longer right are told so, when two members agree that they should be. */
export function createCorrections(deps: KnowledgeDeps) {
  const { db, transact, audit, now, randomBytes, onError } = deps
  const send = createSendNotices(deps)

  async function entryOf(
    from: Pick<Transaction<Tables>, 'selectFrom'>,
    versionId: string,
  ): Promise<{ title: string; isOutOfUse: boolean }> {
    const entry = await from
      .selectFrom('source_versions as v')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .select(['s.title', 'v.status'])
      .select(({ exists, selectFrom }) =>
        exists(
          selectFrom('dependent_flags as f')
            .select('f.id')
            .whereRef('f.version_id', '=', 'v.id')
            .where('f.status', '<>', 'kept'),
        ).as('isFlagged'),
      )
      .where('v.id', '=', versionId)
      .where('s.kind', '<>', 'statute')
      .executeTakeFirst()
    if (!entry) throw staffErrors.notFound()
    return { title: entry.title, isOutOfUse: entry.status !== 'published' || Boolean(entry.isFlagged) }
  }

  async function byId(id: string): Promise<CorrectionNoticeRow> {
    const row = await db.selectFrom('correction_notices').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw staffErrors.notFound()
    return row
  }

  async function view(row: CorrectionNoticeRow, member: StaffMember): Promise<NoticeRow> {
    const { version_id, days, told } = row
    const reached = async () => {
      const { conversations, told } = await countAffected(db, version_id, sinceOf(days, now()))
      return row.status === 'dropped' ? 0 : conversations - told
    }
    return {
      id: row.id,
      versionId: version_id,
      title: row.title,
      text: row.text,
      days,
      status: row.status,
      version: row.version,
      authorName: row.author_name,
      isOwn: row.author_id === member.id,
      createdAt: row.created_at,
      deciderName: row.decider_name,
      decidedAt: row.decided_at,
      conversations: told ?? (await reached()),
    }
  }

  async function noticesOf(member: StaffMember, versionId?: string): Promise<NoticeRow[]> {
    let from = db.selectFrom('correction_notices').selectAll()
    if (versionId !== undefined) from = from.where('version_id', '=', versionId)
    const rows = await from.orderBy('created_at', 'desc').orderBy('id').limit(SHOWN).execute()
    return Promise.all(rows.map((row) => view(row, member)))
  }

  return {
    send,
    list: noticesOf,

    /** How many citizens got an answer from it in the last days. @throws {StaffError} 404 */
    async affected(versionId: string, days: number, member: StaffMember): Promise<AffectedReply> {
      const { title } = await entryOf(db, versionId)
      return {
        versionId,
        title,
        days,
        ...(await countAffected(db, versionId, sinceOf(days, now()))),
        suggestedText: suggestedText(title),
        notices: await noticesOf(member, versionId),
      }
    },

    /** @throws {StaffError} 403 `people_only` a program's key, 404, 409 `wrong_state` it is in use as it is */
    async propose(
      { versionId, days, text }: z.infer<typeof noticeBody>,
      member: StaffMember,
    ): Promise<NoticeRow> {
      if (isKey(member)) throw knowledgeErrors.peopleOnly()
      const { title, isOutOfUse } = await entryOf(db, versionId)
      if (!isOutOfUse) throw knowledgeErrors.wrongState()
      const row: CorrectionNoticeRow = {
        id: `cn_${randomBytes(12).toString('base64url')}`,
        version_id: versionId,
        title,
        text,
        days,
        status: 'proposed',
        version: 1,
        author_id: member.id,
        author_name: member.name,
        created_at: now().toISOString(),
        decider_name: null,
        decided_at: null,
        told: null,
      }
      await transact(async (trx) => {
        await trx.insertInto('correction_notices').values(row).execute()
        await audit.record(trx, {
          actorId: member.id,
          action: 'knowledge.notice',
          subject: row.id,
          details: { title, days, text },
        })
      })
      return view(row, member)
    },

    /** @throws {StaffError} 404, 403 `people_only`, 409 `own_draft` its author approves, `changed`, `wrong_state`, `back_in_use` */
    async decide(
      id: string,
      { kind, version }: z.infer<typeof noticeDecision>,
      member: StaffMember,
    ): Promise<NoticeRow> {
      if (kind === 'send' && isKey(member)) throw knowledgeErrors.peopleOnly()
      const row = await byId(id)
      if (row.version !== version)
        throw knowledgeErrors.changed(row.decider_name ?? row.author_name, row.decided_at)
      if (row.status !== 'proposed') throw knowledgeErrors.wrongState()
      if (kind === 'send' && row.author_id === member.id) throw knowledgeErrors.ownNotice()
      await transact(async (trx) => {
        const decided = await trx
          .updateTable('correction_notices')
          .set({
            status: kind === 'send' ? 'approved' : 'dropped',
            version: version + 1,
            decider_name: member.name,
            decided_at: now().toISOString(),
          })
          .where('id', '=', id)
          .where('version', '=', version)
          .where('status', '=', 'proposed')
          .returning('id')
          .executeTakeFirst()
        if (!decided) throw knowledgeErrors.changed('同事', null)
        if (kind === 'send' && !(await entryOf(trx, row.version_id)).isOutOfUse)
          throw knowledgeErrors.backInUse()
        await audit.record(trx, {
          actorId: member.id,
          action: kind === 'send' ? 'knowledge.notice_approve' : 'knowledge.notice_drop',
          subject: id,
          details: { title: row.title },
        })
      })
      if (kind === 'send') {
        const sending = send().catch(onError)
        await Promise.race([sending, setTimeout(LONGEST_WAIT_MS, undefined, { ref: false })])
      }
      return view(await byId(id), member)
    },
  }
}

function suggestedText(title: string): string {
  return `您好！您之前咨询过“${title}”，我们当时的答复所依据的法律规定有变化，那条答复可能已不准确，请不要再按它办理。需要最新答复，请再问一次，或回复“转人工”。`
}
