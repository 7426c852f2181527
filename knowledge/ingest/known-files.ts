import { existsSync } from 'node:fs'
import { isAbsolute } from 'node:path'
import type { Selectable } from 'kysely'
import type { Db } from '../../storage/database.js'
import type { Tables } from '../../storage/tables.js'
import { type Fingerprint, fingerprint } from './fingerprint.js'
import type { FoundFile } from './walk-files.js'

/** A file to be read, with the names under which it is stored in `ingested_files`. */
export interface KnowledgeFile {
  found: FoundFile
  path: string
  file: string
}

type KnownFile = Selectable<Tables['ingested_files']>

/** What was read before, by path. */
export async function knownFiles(db: Db): Promise<Map<string, KnownFile>> {
  const rows = await db.selectFrom('ingested_files').selectAll().execute()
  return new Map(rows.map((row) => [row.path, row]))
}

export function isSame(before: KnownFile, { hash }: Fingerprint, settings: string): boolean {
  return before.content_hash === hash && before.settings === settings
}

/** Files that lie elsewhere now, told by their name and bytes, keep what they hold. @param known is corrected */
export async function followMoves(
  db: Db,
  files: readonly KnowledgeFile[],
  known: Map<string, KnownFile>,
): Promise<void> {
  const gone = new Map<string, KnownFile>()
  const isNew = new Set(files.filter(({ path }) => !known.has(path)).map(({ file }) => file))
  for (const row of known.values()) {
    if (isNew.has(row.file) && isAbsolute(row.path) && !existsSync(row.path))
      gone.set(`${row.file}\n${row.content_hash}`, row)
  }
  if (gone.size === 0) return
  const moves: { from: string; to: string }[] = []
  for (const { path, file, found } of files) {
    if (known.has(path)) continue
    const key = `${file}\n${(await fingerprint(found.path)).hash}`
    const before = gone.get(key)
    if (!before) continue
    gone.delete(key)
    known.delete(before.path)
    known.set(path, { ...before, path })
    moves.push({ from: before.path, to: path })
  }
  await db.transaction().execute(async (trx) => {
    for (const { from, to } of moves) {
      for (const table of ['ingested_files', 'file_versions'] as const) {
        await trx.updateTable(table).set({ path: to }).where('path', '=', from).execute()
      }
    }
  })
}
