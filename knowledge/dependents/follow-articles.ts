import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import { chinaDate } from '../china-date.js'
import { checkDependencies } from './check-dependencies.js'
import { closeFlags } from './close-flags.js'
import { inChunks } from './in-chunks.js'
import { DEPENDENCIES_READER, readDependencies } from './read-dependencies.js'

const IDS_A_STATEMENT = 400

export interface PublishedChanges {
  /** Versions with passages or columns that the publication changed. */
  versionIds: Iterable<string>
  /** Of the publication. */
  revision: number
  now: Date
}

/**
 * What a publication does to guides and Q&A that name the changed articles, as a part of it: readers never see the new
 * law beside an answer that rests on the old one. Also looks at all of them on a new day, on which law may begin or end.
 * @returns how many were taken out of use or put back
 */
export async function followArticles(
  trx: Transaction<Tables>,
  { versionIds, revision, now }: PublishedChanges,
): Promise<number> {
  const today = chinaDate(now)
  const state = await trx
    .selectFrom('knowledge_state')
    .select(['dependencies_read', 'dependents_checked_on'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  const isNewReader = state.dependencies_read !== DEPENDENCIES_READER
  const isNewDay = state.dependents_checked_on !== today
  const { entries, statutes } = await sortOut(trx, [...versionIds])
  if (!isNewReader && !isNewDay && entries.length + statutes.size === 0) return 0

  if (isNewReader) await readDependencies(trx, await allEntries(trx), true)
  const rewritten = await rewrittenAt(trx, revision, entries)
  await readDependencies(
    trx,
    entries.filter((id) => !rewritten.has(id)),
    true,
  )
  await readDependencies(trx, [...rewritten], false)
  await closeFlags(trx, { entries, rewritten: [...rewritten], now })
  const suspended = await checkDependencies(trx, {
    laws: isNewReader || isNewDay ? 'all' : statutes,
    entries,
    revision,
    today,
    now,
  })
  if (isNewReader || isNewDay) {
    await trx
      .updateTable('knowledge_state')
      .set({ dependencies_read: DEPENDENCIES_READER, dependents_checked_on: today })
      .where('id', '=', 1)
      .execute()
  }
  return suspended
}

/** Guides and Q&A by their versions, laws by their sources. */
async function sortOut(trx: Transaction<Tables>, versionIds: readonly string[]) {
  const entries: string[] = []
  const statutes = new Set<string>()
  await inChunks(versionIds, IDS_A_STATEMENT, async (ids) => {
    const rows = await trx
      .selectFrom('source_versions as v')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .select(['v.id', 'v.source_id', 's.kind'])
      .where('v.id', 'in', ids)
      .execute()
    for (const { id, source_id, kind } of rows) {
      if (kind === 'statute') statutes.add(source_id)
      else entries.push(id)
    }
  })
  return { entries, statutes }
}

async function allEntries(trx: Transaction<Tables>): Promise<string[]> {
  const rows = await trx
    .selectFrom('source_versions as v')
    .innerJoin('sources as s', 's.id', 'v.source_id')
    .select('v.id')
    .where('s.kind', '<>', 'statute')
    .where('v.status', '=', 'published')
    .execute()
  return rows.map(({ id }) => id)
}

/** Whose text somebody has just written or put back: the law of today was before their eyes. */
async function rewrittenAt(
  trx: Transaction<Tables>,
  revision: number,
  entries: readonly string[],
): Promise<Set<string>> {
  const found = await inChunks(entries, IDS_A_STATEMENT, (ids) =>
    trx
      .selectFrom('passages')
      .select('version_id')
      .distinct()
      .where('version_id', 'in', ids)
      .where('published_revision', '=', revision)
      .where('withdrawn_revision', 'is', null)
      .execute(),
  )
  return new Set(found.flat().map(({ version_id }) => version_id))
}
