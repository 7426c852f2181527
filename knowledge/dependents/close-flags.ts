import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import { inChunks } from './in-chunks.js'

const IDS_A_STATEMENT = 400

interface Closing {
  /** Versions of guides and Q&A that the publication changed. */
  entries: readonly string[]
  /** Those of them with a new text. */
  rewritten: readonly string[]
  now: Date
}

/** What is written anew or taken out has not to be looked at any more. */
export async function closeFlags(
  trx: Transaction<Tables>,
  { entries, rewritten, now }: Closing,
): Promise<void> {
  const close = (status: 'replaced' | 'withdrawn', ids: readonly string[]) =>
    inChunks(ids, IDS_A_STATEMENT, (some) =>
      trx
        .updateTable('dependent_flags')
        .set({ status, decided_at: now.toISOString() })
        .where('status', '=', 'open')
        .where('version_id', 'in', some)
        .execute(),
    )
  await close('replaced', await versionsBeside(trx, rewritten))
  const gone = await inChunks(entries, IDS_A_STATEMENT, (ids) =>
    trx
      .selectFrom('source_versions as v')
      .innerJoin('dependent_flags as f', 'f.version_id', 'v.id')
      .leftJoin('file_versions as held', 'held.version_id', 'v.id')
      .select('v.id')
      .where('v.id', 'in', ids)
      .where('v.status', '=', 'withdrawn')
      .where('f.status', '=', 'open')
      .where(({ eb, or }) => or([eb('f.is_suspended', '=', 0), eb('held.path', 'is', null)]))
      .execute(),
  )
  await close(
    'withdrawn',
    gone.flat().map(({ id }) => id),
  )
}

/** All versions of the same guides and questions: the new one speaks in place of each. */
async function versionsBeside(trx: Transaction<Tables>, ids: readonly string[]): Promise<string[]> {
  const found = await inChunks(ids, IDS_A_STATEMENT, (some) =>
    trx
      .selectFrom('source_versions as one')
      .innerJoin('source_versions as beside', 'beside.source_id', 'one.source_id')
      .innerJoin('dependent_flags as f', 'f.version_id', 'beside.id')
      .select('beside.id')
      .distinct()
      .where('one.id', 'in', some)
      .where('f.status', '=', 'open')
      .execute(),
  )
  return found.flat().map(({ id }) => id)
}
