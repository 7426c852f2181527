import type { Transaction } from 'kysely'
import type { Db } from '../../storage/database.js'
import type { Tables } from '../../storage/tables.js'
import { holdRevision } from '../ingest/hold-revision.js'
import { whenNobodyIngests } from '../ingest/ingest-lock.js'
import type { FileProblem } from '../ingest/ingest-report.js'
import { type Publication, publishWithin } from '../ingest/publish-pending.js'
import { writeOffices } from '../ingest/store-offices.js'
import { storeSources } from '../ingest/store-sources.js'
import { storeWithdrawn } from '../ingest/store-withdrawn.js'
import type { FileLine } from './folder-format.js'
import { type FolderContent, type FolderVersion, readFolder } from './read-folder.js'
import { storeCares } from './store-cares.js'

interface Options {
  db: Db
  folder: string
  /** Written in the transaction that publishes. */
  beside?(trx: Transaction<Tables>, content: FolderContent): Promise<void>
  onProgress?(step: 'reading' | 'storing', done: number, total: number): void
  /** Called once when somebody is ingesting, before waiting for the end. */
  onWait?(): void
  now?: () => Date
}

export interface ImportReport extends Publication {
  versions: number
  offices: number
  problems: FileProblem[]
}

/** As `wenfa ingest` closes its transactions. */
const FILES_A_BATCH = 50

/** A file, and what of it the folder holds. */
interface HeldFile {
  path: string
  versions: FolderVersion[]
}

/**
 * Brings a folder of `exportFolder` into the knowledge base, as one revision: what it holds takes the place of what the
 * same files held, and what it does not know stays. A run that was killed is taken up by the next one.
 * @throws {Error | FolderError} as `readFolder`, before anything is written
 */
export async function importFolder(options: Options): Promise<ImportReport> {
  const { db, folder, beside, onProgress, onWait, now = () => new Date() } = options
  const content = await readFolder(folder, (done, total) => onProgress?.('reading', done, total))
  const { versions, offices, problems } = content
  const publication = await whenNobodyIngests(
    db,
    async () => {
      const files = heldFiles(content)
      const isPlain = (file: HeldFile) => !file.versions.some(({ isWithdrawn }) => isWithdrawn)
      const plain = files.filter(isPlain)
      for (let at = 0; at < plain.length; at += FILES_A_BATCH) {
        const batch = plain.slice(at, at + FILES_A_BATCH)
        await db.transaction().execute((trx) => storeFiles(trx, batch, content.files, now()))
        onProgress?.('storing', Math.min(at + FILES_A_BATCH, plain.length), plain.length)
      }
      return db.transaction().execute(async (trx) => {
        // What is withdrawn is so at once: half of it, found after a kill, would be published.
        await storeFiles(
          trx,
          files.filter((file) => !isPlain(file)),
          content.files,
          now(),
        )
        const revision = (await holdRevision(trx)) + 1
        for (const { rows, isWithdrawn } of versions)
          if (isWithdrawn) await storeWithdrawn(trx, rows, revision, now())
        await backdate(trx, versions)
        await writeOffices(trx, offices)
        await storeCares(trx, content.cares, now())
        const publication = await publishWithin(trx, now(), true)
        await beside?.(trx, content)
        return publication
      })
    },
    onWait,
  )
  return { ...publication, versions: versions.length, offices: offices.length, problems }
}

/** Those that hold nothing too: they are known as read. */
function heldFiles({ versions, files }: FolderContent): HeldFile[] {
  const held = new Map<string, FolderVersion[]>([...files.keys()].map((path) => [path, []]))
  for (const version of versions) {
    for (const { path } of version.held) held.set(path, [...(held.get(path) ?? []), version])
  }
  return [...held].map(([path, versions]) => ({ path, versions }))
}

/** What is suspended, because an article that it cites has changed, stays so until somebody has looked at it. */
async function takeBack(trx: Transaction<Tables>, versionId: string): Promise<void> {
  await trx
    .deleteFrom('withdrawn_answers')
    .where('version_id', '=', versionId)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('dependent_flags as f')
            .select('f.id')
            .where('f.version_id', '=', versionId)
            .where('f.status', '=', 'open')
            .where('f.is_suspended', '=', 1),
        ),
      ),
    )
    .execute()
}

async function storeFiles(
  trx: Transaction<Tables>,
  batch: readonly HeldFile[],
  files: ReadonlyMap<string, FileLine>,
  now: Date,
): Promise<void> {
  for (const { path, versions } of batch) {
    for (const { rows, isWithdrawn, withdrawnAt } of versions) {
      const { id } = rows.version
      if (!isWithdrawn) await takeBack(trx, id)
      else
        await trx
          .insertInto('withdrawn_answers')
          .values({ version_id: id, withdrawn_at: withdrawnAt ?? now.toISOString() })
          .onConflict((c) => c.doNothing())
          .execute()
    }
    const sources = versions.map(({ rows, held }) => ({
      ...rows,
      line: held.find((place) => place.path === path)?.line ?? null,
    }))
    await storeSources(trx, path, sources, now)
    const line = files.get(path)
    const file = {
      file: line?.file ?? path,
      content_hash: line?.hash ?? '',
      settings: line?.settings ?? '',
      problems: JSON.stringify(line?.problems ?? []),
    }
    await trx
      .insertInto('ingested_files')
      .values({ path, ...file })
      .onConflict((c) => c.column('path').doUpdateSet(file))
      .execute()
  }
}

/** What was here already counts from when it came first. */
async function backdate(trx: Transaction<Tables>, versions: readonly FolderVersion[]): Promise<void> {
  const rows = await trx.selectFrom('source_versions').select(['id', 'created_at']).execute()
  const since = new Map(rows.map(({ id, created_at }) => [id, created_at]))
  for (const { rows } of versions) {
    const { createdAt, version } = rows
    if (createdAt === undefined || createdAt >= (since.get(version.id) ?? '')) continue
    await trx
      .updateTable('source_versions')
      .set({ created_at: createdAt })
      .where('id', '=', version.id)
      .execute()
  }
}
