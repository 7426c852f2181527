import type { Transaction } from 'kysely'
import { publishDocuments } from '../../../knowledge/ingest/publish-documents.js'
import type { DraftRow, Tables } from '../../../storage/tables.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import type { DraftRows } from './draft-rows.js'
import { pathOf, readParsed, rowsOf } from './view-draft.js'

/** Statements name so many values at most. */
const IDS_A_STATEMENT = 400

export type PublishDrafts = ReturnType<typeof createPublishDrafts>

export function createPublishDrafts({ db, now }: KnowledgeDeps, rows: DraftRows) {
  /** What of the same guides and questions is published now: the draft takes its place. */
  async function takenPlaceOf(drafts: readonly DraftRow[]): Promise<string[]> {
    const entries = drafts.flatMap((draft) =>
      readParsed(draft)
        .filter(({ kind }) => kind !== 'statute')
        .map((source) => rowsOf(source, draft)),
    )
    const own = new Set(entries.map(({ version }) => version.id))
    const found = drafts.flatMap(({ replaces_version_id }) => replaces_version_id ?? [])
    const sourceIds = [...new Set(entries.map(({ source }) => source.id))]
    for (let start = 0; start < sourceIds.length; start += IDS_A_STATEMENT) {
      const versions = await db
        .selectFrom('source_versions')
        .select('id')
        .where('source_id', 'in', sourceIds.slice(start, start + IDS_A_STATEMENT))
        .where('status', '=', 'published')
        .execute()
      found.push(...versions.map(({ id }) => id))
    }
    return [...new Set(found)].filter((id) => !own.has(id))
  }

  return {
    /**
     * All as one revision, and in its transaction what became of the drafts.
     * @param actor null: their hour has come
     * @throws {StaffError} 409 `busy` somebody is ingesting, `changed`
     */
    async publish(drafts: readonly DraftRow[], actor: StaffMember | null): Promise<{ revision: number }> {
      const publishedAt = now().toISOString()
      const settle = async (trx: Transaction<Tables>) => {
        for (const draft of drafts) {
          await rows.change(trx, draft, {
            status: 'published',
            published_at: publishedAt,
            ...(actor && { decider_name: actor.name, decided_at: publishedAt }),
          })
        }
        await rows.recordAll(trx, actor, 'publish', drafts)
      }
      return publishDocuments(db, {
        documents: drafts.map((draft) => ({
          path: pathOf(draft),
          sources: readParsed(draft).map((source) => rowsOf(source, draft)),
          contentHash: draft.content_hash ?? '',
        })),
        withdraw: await takenPlaceOf(drafts),
        beside: settle,
        onWait: () => {
          throw knowledgeErrors.busy()
        },
        now,
      })
    },
  }
}
