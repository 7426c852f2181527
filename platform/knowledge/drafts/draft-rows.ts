import type { Transaction } from 'kysely'
import type { DraftRow, Tables } from '../../../storage/tables.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'

/** All of a draft but what only its own page needs: the bytes of a file may be megabytes. */
export const LISTED = [
  'id',
  'status',
  'version',
  'upload_id',
  'kind',
  'title',
  'file',
  'author_id',
  'author_name',
  'hands',
  'editor_name',
  'created_at',
  'changed_at',
  'submitted_at',
  'decider_name',
  'decided_at',
  'reason',
  'publish_at',
  'published_at',
] as const satisfies readonly (keyof DraftRow)[]

export type ListedDraft = Pick<DraftRow, (typeof LISTED)[number]>

/** What publishing it needs. */
export const PUBLISHED = [
  ...LISTED,
  'content_hash',
  'parsed',
  'replaces_version_id',
] as const satisfies readonly (keyof DraftRow)[]

export type DraftToPublish = Pick<DraftRow, (typeof PUBLISHED)[number]>

type RecordedDraft = Pick<DraftRow, 'id' | 'title' | 'version'>

export type DraftRows = ReturnType<typeof createDraftRows>

/** Reading and changing one draft at a time, each change written down. */
export function createDraftRows({ db, audit, now }: KnowledgeDeps) {
  return {
    /** @param version which the caller saw; absent: whatever it is now. @throws {StaffError} 404, 409 `changed` */
    async byId(id: string, version?: number): Promise<DraftRow> {
      const row = await db.selectFrom('drafts').selectAll().where('id', '=', id).executeTakeFirst()
      if (!row) throw staffErrors.notFound()
      if (version !== undefined && row.version !== version)
        throw knowledgeErrors.changed(lastHand(row), row.changed_at)
      return row
    },

    /** Of two at once one wins. @throws {StaffError} 409 `changed` */
    async change(
      trx: Transaction<Tables>,
      { id, version, status }: Pick<DraftRow, 'id' | 'version' | 'status'>,
      values: Partial<DraftRow>,
    ): Promise<void> {
      const { numUpdatedRows } = await trx
        .updateTable('drafts')
        .set({ ...values, version: version + 1, changed_at: now().toISOString() })
        .where('id', '=', id)
        .where('version', '=', version)
        .where('status', '=', status)
        .executeTakeFirst()
      if (numUpdatedRows === 1n) return
      const row = await trx.selectFrom('drafts').select(LISTED).where('id', '=', id).executeTakeFirst()
      throw knowledgeErrors.changed(row ? lastHand(row) : '同事', row?.changed_at ?? null)
    },

    record: (
      trx: Transaction<Tables>,
      actor: StaffMember | null,
      action: string,
      { id, title, version }: RecordedDraft,
    ) =>
      audit.record(trx, {
        actorId: actor?.id ?? null,
        action: `knowledge.${action}`,
        subject: id,
        details: { title, version },
      }),

    /** One entry for all: whoever appends to the log makes others wait. */
    recordAll: (
      trx: Transaction<Tables>,
      actor: StaffMember | null,
      action: string,
      drafts: readonly RecordedDraft[],
    ) =>
      audit.record(trx, {
        actorId: actor?.id ?? null,
        action: `knowledge.${action}`,
        subject: drafts.length === 1 ? drafts[0]!.id : `${drafts.length} drafts`,
        details: { drafts: drafts.map(({ id, title, version }) => ({ id, title, version })) },
      }),
  }
}

/** Who changed it last, as far as the row says. */
function lastHand({ decider_name, decided_at, submitted_at, editor_name, author_name }: ListedDraft): string {
  const decided = decided_at !== null && (submitted_at === null || decided_at > submitted_at)
  return (decided ? decider_name : editor_name) ?? editor_name ?? author_name
}
