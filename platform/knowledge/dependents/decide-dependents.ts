import type { Transaction } from 'kysely'
import type { z } from 'zod'
import { restoreVersions, withdrawVersions } from '../../../knowledge/ingest/withdraw-versions.js'
import type { DependentFlagRow, Tables } from '../../../storage/tables.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { bulkReply } from '../drafts/draft-wire.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import type { DependentDecision } from './dependent-wire.js'
import { seenOf } from './seen-of.js'
import { settleFlags } from './settle-flags.js'

type Refused = z.infer<typeof bulkReply>['refused']

interface Flagged {
  id: string
  title: string
  isHeld: boolean
  isSuspended: boolean
  seen: string
  flags: DependentFlagRow[]
}

/** Puts guides and Q&A back into answers as they are, or takes them out for good; several at once. */
export function createDecideDependents({ db, transact, audit, now }: KnowledgeDeps) {
  async function read(from: Pick<Transaction<Tables>, 'selectFrom'>, ids: string[]): Promise<Flagged[]> {
    const flags = await from
      .selectFrom('dependent_flags')
      .selectAll()
      .where('version_id', 'in', ids)
      .where('status', '=', 'open')
      .execute()
    const entries = await from
      .selectFrom('source_versions as v')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .leftJoin('file_versions as h', 'h.version_id', 'v.id')
      .select(['v.id', 's.title', 'h.path'])
      .where('v.id', 'in', ids)
      .execute()
    return [...new Map(entries.map((entry) => [entry.id, entry])).values()].map(({ id, title, path }) => {
      const own = flags.filter(({ version_id }) => version_id === id)
      const isSuspended = own.some(({ is_suspended }) => is_suspended === 1)
      return { id, title, isHeld: path !== null, isSuspended, seen: seenOf(own), flags: own }
    })
  }

  async function settle(
    trx: Transaction<Tables>,
    { kind, items }: DependentDecision,
    entries: readonly Flagged[],
    member: StaffMember,
  ): Promise<void> {
    const ids = entries.map(({ id }) => id)
    // Under the lock of publications: what changed in the meantime nobody has looked at.
    for (const entry of await read(trx, ids)) {
      if (!isAsSeen(entry, items)) throw knowledgeErrors.changed('有关法条', null)
    }
    const status = kind === 'keep' ? 'kept' : 'withdrawn'
    await settleFlags(trx, { versionIds: ids, status, by: member.name, now: now() })
    if (kind === 'keep') {
      for (const { version_id, law, number, suffix, new_passage_id } of entries.flatMap(({ flags }) => flags))
        await trx
          .updateTable('article_dependencies')
          .set({ passage_id: new_passage_id })
          .where('version_id', '=', version_id)
          .where('law', '=', law)
          .where('number', '=', number)
          .where('suffix', '=', suffix)
          .execute()
    }
    await audit.record(trx, {
      actorId: member.id,
      action: kind === 'keep' ? 'knowledge.keep' : 'knowledge.take_out',
      subject: entries.length === 1 ? entries[0]!.id : `${entries.length} versions`,
      details: {
        entries: entries.map(({ id, title, flags }) => ({
          version: id,
          title,
          articles: flags.map(({ law, number, why }) => ({ law, number, why })),
        })),
      },
    })
  }

  /** @throws {StaffError} 409 `busy` somebody is ingesting, `changed` an article has changed once more just now */
  return async (decision: DependentDecision, member: StaffMember): Promise<z.infer<typeof bulkReply>> => {
    const { kind, items } = decision
    const entries = await read(db, [...new Set(items.map(({ versionId }) => versionId))])
    const refused: Refused = []
    const taken = entries.filter((entry) => {
      const why =
        entry.flags.length === 0
          ? knowledgeErrors.wrongState()
          : !isAsSeen(entry, items)
            ? knowledgeErrors.changed('有关法条', null)
            : kind === 'keep' && entry.isSuspended && !entry.isHeld
              ? knowledgeErrors.notHeld()
              : null
      if (why) refused.push({ id: entry.id, title: entry.title, message: why.message })
      return !why
    })
    // In answers it stands as long as it is only flagged.
    const published = taken.filter(({ isSuspended }) => isSuspended === (kind === 'keep'))
    const others = taken.filter((entry) => !published.includes(entry))
    if (published.length > 0) {
      const change = kind === 'keep' ? restoreVersions : withdrawVersions
      await change(db, {
        ids: published.map(({ id }) => id),
        now,
        onWait: () => {
          throw knowledgeErrors.busy()
        },
        beside: (trx) => settle(trx, decision, published, member),
      })
    }
    if (others.length > 0) await transact((trx) => settle(trx, decision, others, member))
    return { done: taken.length, refused }
  }
}

function isAsSeen({ id, seen }: Flagged, items: DependentDecision['items']): boolean {
  return items.some((item) => item.versionId === id && item.seen === seen)
}
