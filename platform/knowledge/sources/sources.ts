import type { z } from 'zod'
import { chinaDate } from '../../../knowledge/china-date.js'
import { restoreVersions, withdrawVersions } from '../../../knowledge/ingest/withdraw-versions.js'
import type { SourceCareRow } from '../../../storage/tables.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import { settleFlags } from '../dependents/settle-flags.js'
import { LISTED } from '../drafts/draft-rows.js'
import { viewListed } from '../drafts/view-draft.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import { createListSources, nameOfFile, versionStatus } from './list-sources.js'
import { createReadVersion } from './read-version.js'
import { createSourceChoices } from './source-choices.js'
import type { careBody, care as careView, SourceReply } from './source-wire.js'

const DRAFTS_SHOWN = 50

export type Sources = ReturnType<typeof createSources>

/** What the knowledge base holds, and who looks after it. */
export function createSources(deps: KnowledgeDeps) {
  const { db, transact, audit, now } = deps
  const { list, rowsOf } = createListSources(deps)
  const isBusy = () => {
    throw knowledgeErrors.busy()
  }

  async function careOf(sourceId: string): Promise<SourceCareRow | undefined> {
    return db.selectFrom('source_care').selectAll().where('source_id', '=', sourceId).executeTakeFirst()
  }

  async function sourceIdOf(versionId: string): Promise<string> {
    const row = await db
      .selectFrom('source_versions')
      .select('source_id')
      .where('id', '=', versionId)
      .executeTakeFirst()
    if (!row) throw staffErrors.notFound()
    return row.source_id
  }

  async function titleOf(sourceId: string): Promise<string> {
    const { title } = await db
      .selectFrom('sources')
      .select('title')
      .where('id', '=', sourceId)
      .executeTakeFirstOrThrow()
    return title
  }

  async function versionsOf(sourceId: string): Promise<SourceReply['versions']> {
    const rows = await db
      .selectFrom('source_versions as v')
      .leftJoin('file_versions as f', 'f.version_id', 'v.id')
      .selectAll('v')
      .select('f.path')
      .select(({ selectFrom }) =>
        selectFrom('passages as p')
          .whereRef('p.version_id', '=', 'v.id')
          .where('p.withdrawn_revision', 'is', null)
          .select(({ fn }) => fn.countAll().as('n'))
          .as('passages'),
      )
      .where('v.source_id', '=', sourceId)
      .orderBy('v.version_date', 'desc')
      .orderBy('v.created_at', 'desc')
      .execute()
    const versions = [...new Map(rows.map((row) => [row.id, row])).values()]
    const draftIds = versions.flatMap((row) => draftOf(row) ?? [])
    const drafts =
      draftIds.length === 0
        ? []
        : await db
            .selectFrom('drafts')
            .select(['id', 'author_name', 'decider_name'])
            .where('id', 'in', draftIds)
            .execute()
    const today = chinaDate(now())
    return versions.map((row) => {
      const draft = drafts.find(({ id }) => id === draftOf(row))
      return {
        id: row.id,
        versionDate: row.version_date,
        effectiveFrom: row.effective_from,
        effectiveTo: row.effective_to,
        status: versionStatus(row, today),
        issuingBody: row.issuing_body,
        file: nameOfFile(row.file),
        createdAt: row.created_at,
        passages: Number(row.passages),
        draftId: draft?.id ?? null,
        authorName: draft?.author_name ?? null,
        deciderName: draft?.decider_name ?? null,
      }
    })
  }

  async function show(id: string, member: StaffMember): Promise<SourceReply> {
    const [source] = await rowsOf([id])
    if (!source) throw staffErrors.notFound()
    const drafts = await db
      .selectFrom('drafts')
      .innerJoin('draft_sources as ds', 'ds.draft_id', 'drafts.id')
      .select([...LISTED.map((column) => `drafts.${column}` as const), 'drafts.problems'])
      .where('ds.source_id', '=', id)
      .orderBy('drafts.changed_at', 'desc')
      .limit(DRAFTS_SHOWN)
      .execute()
    return {
      source,
      care: viewCare(await careOf(id)),
      versions: await versionsOf(id),
      drafts: drafts.map((row) => viewListed({ ...row, sources: 1 }, member)),
    }
  }

  /**
   * A guide or Q&A speaks in one version at a time, and what rests on changed articles comes back by who has seen them.
   * @throws {StaffError} 409 `superseded`, `law_changed`
   */
  async function refuseBeside(versionId: string, sourceId: string): Promise<void> {
    const flag = await db
      .selectFrom('dependent_flags')
      .select('id')
      .where('version_id', '=', versionId)
      .where('status', '=', 'open')
      .executeTakeFirst()
    if (flag) throw knowledgeErrors.flagged()
    const other = await db
      .selectFrom('source_versions as v')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .select('s.title')
      .where('s.id', '=', sourceId)
      .where('s.kind', '<>', 'statute')
      .where('v.id', '<>', versionId)
      .where('v.status', '=', 'published')
      .executeTakeFirst()
    if (other) throw knowledgeErrors.inPlace()
  }

  return {
    list,
    show,
    choices: createSourceChoices(deps),
    sourceIdOf,
    /** Newest first; none where there is no such source. */
    versionsOf,
    readVersion: createReadVersion(deps, { sourceIdOf, versionsOf }),

    /** @throws {StaffError} 404, 409 `changed` */
    async setCare(
      id: string,
      { version, ownerId, reviewBy, expiresOn }: z.infer<typeof careBody>,
      member: StaffMember,
    ): Promise<SourceReply> {
      const [source] = await rowsOf([id])
      if (!source) throw staffErrors.notFound()
      const owner =
        ownerId === null
          ? null
          : await db
              .selectFrom('staff')
              .select('name')
              .where('id', '=', ownerId)
              .where('status', '<>', 'disabled')
              .executeTakeFirst()
      if (owner === undefined) throw knowledgeErrors.unfit('没有这位同事，或账号已停用。')
      const known = await careOf(id)
      if (expiresOn !== (known?.expires_on ?? null)) {
        // It takes the source out of use as much as a withdrawal does.
        if (member.actsFor !== undefined) throw staffErrors.forbidden()
        if (expiresOn !== null && expiresOn <= chinaDate(now()))
          throw knowledgeErrors.unfit('停用日期要在今天以后；现在就不用的，请撤下。')
      }
      const values = {
        version: version + 1,
        owner_id: ownerId,
        owner_name: owner?.name ?? null,
        review_by: reviewBy,
        expires_on: expiresOn,
        changed_by: member.name,
        changed_at: now().toISOString(),
      }
      await transact(async (trx) => {
        const changed =
          version === 0
            ? await trx
                .insertInto('source_care')
                .values({ source_id: id, ...values })
                .onConflict((c) => c.doNothing())
                .returning('version')
                .executeTakeFirst()
            : await trx
                .updateTable('source_care')
                .set(values)
                .where('source_id', '=', id)
                .where('version', '=', version)
                .returning('version')
                .executeTakeFirst()
        if (!changed) {
          const other = await trx
            .selectFrom('source_care')
            .select(['changed_by', 'changed_at'])
            .where('source_id', '=', id)
            .executeTakeFirst()
          throw knowledgeErrors.changed(other?.changed_by ?? '同事', other?.changed_at ?? null)
        }
        await audit.record(trx, {
          actorId: member.id,
          action: 'knowledge.care',
          subject: id,
          details: { title: source.title, owner: owner?.name ?? null, reviewBy, expiresOn },
        })
      })
      return show(id, member)
    },

    /** Citizens are no longer answered from it, and no file brings it back. @throws {StaffError} 404, 409 */
    async withdraw(versionId: string, reason: string, member: StaffMember): Promise<SourceReply> {
      const sourceId = await sourceIdOf(versionId)
      const title = await titleOf(sourceId)
      await withdrawVersions(db, {
        ids: [versionId],
        now,
        onWait: isBusy,
        beside: async (trx) => {
          await settleFlags(trx, {
            versionIds: [versionId],
            status: 'withdrawn',
            by: member.name,
            now: now(),
          })
          await audit.record(trx, {
            actorId: member.id,
            action: 'knowledge.withdraw',
            subject: sourceId,
            details: { title, version: versionId, reason },
          })
        },
      })
      return show(sourceId, member)
    },

    /** Undoes a withdrawal. @throws {StaffError} 404, 409 */
    async restore(versionId: string, member: StaffMember): Promise<SourceReply> {
      const sourceId = await sourceIdOf(versionId)
      const title = await titleOf(sourceId)
      await refuseBeside(versionId, sourceId)
      const { expires_on: expiresOn = null } = (await careOf(sourceId)) ?? {}
      if (expiresOn !== null && expiresOn <= chinaDate(now())) throw knowledgeErrors.expired()
      await restoreVersions(db, {
        ids: [versionId],
        now,
        onWait: isBusy,
        beside: async (trx) => {
          await settleFlags(trx, { versionIds: [versionId], status: 'kept', by: member.name, now: now() })
          await audit.record(trx, {
            actorId: member.id,
            action: 'knowledge.restore',
            subject: sourceId,
            details: { title, version: versionId },
          })
        },
      })
      return show(sourceId, member)
    },
  }
}

/** A path that `publishDocuments` gave it. */
function draftOf({ path }: { path: string | null }): string | null {
  return /^desk\/(dr_[\w-]+)\//.exec(path ?? '')?.[1] ?? null
}

function viewCare(row: SourceCareRow | undefined): z.infer<typeof careView> {
  return {
    version: row?.version ?? 0,
    ownerId: row?.owner_id ?? null,
    ownerName: row?.owner_name ?? null,
    reviewBy: row?.review_by ?? null,
    expiresOn: row?.expires_on ?? null,
    changedBy: row?.changed_by ?? null,
    changedAt: row?.changed_at ?? null,
  }
}
