import type { Db } from '../../storage/database.js'
import { printDocument } from './document-text.js'
import {
  CARE_FILE,
  FILES_FILE,
  type FileLine,
  FORMAT_FILE,
  OFFICES_FILE,
  printFormat,
  printLines,
  VERSIONS_FILE,
  type VersionLine,
} from './folder-format.js'
import { type FolderCare, printCare, printOffices } from './folder-tables.js'
import { placeVersions } from './place-versions.js'
import { readTexts, readVersions } from './read-versions.js'

/** Documents whose texts are in memory at once. */
const DOCUMENTS_AT_ONCE = 50

export interface RenderedFile {
  path: string
  text: string
  /** Of a document: what it holds. */
  lines: readonly VersionLine[]
}

/**
 * Every file of the folder that the knowledge base makes: its mark, documents by path, the tables. The same base gives the same
 * bytes. To be read while nobody publishes.
 */
export async function* renderFolder(
  db: Db,
  onProgress: (done: number, total: number) => void = () => {},
): AsyncGenerator<RenderedFile> {
  const documents = placeVersions(await readVersions(db))
  const lines: VersionLine[] = []
  // First: what a killed run leaves is known as ours.
  yield { path: FORMAT_FILE, text: printFormat(), lines: [] }
  for (let at = 0; at < documents.length; at += DOCUMENTS_AT_ONCE) {
    const some = documents.slice(at, at + DOCUMENTS_AT_ONCE)
    const texts = await readTexts(
      db,
      some.flatMap(({ versions }) => versions),
    )
    for (const document of some) {
      const printed = printDocument(document, texts)
      for (const line of printed.lines) lines.push(line)
      yield printed
    }
    onProgress(Math.min(at + DOCUMENTS_AT_ONCE, documents.length), documents.length)
  }
  const offices = await db.selectFrom('offices').selectAll().orderBy('id').execute()
  const tables: [string, string][] = [
    [VERSIONS_FILE, printLines(lines)],
    [FILES_FILE, printLines(await fileLines(db))],
    [OFFICES_FILE, printOffices(offices)],
    [CARE_FILE, printCare(await cares(db))],
  ]
  for (const [path, text] of tables) yield { path, text, lines: [] }
}

async function fileLines(db: Db): Promise<FileLine[]> {
  const rows = await db.selectFrom('ingested_files').selectAll().execute()
  return rows
    .map(({ path, file, content_hash, settings, problems }) => ({
      path,
      file,
      hash: content_hash,
      settings,
      problems: JSON.parse(problems) as FileLine['problems'],
    }))
    .sort((a, b) => (a.path < b.path ? -1 : 1))
}

async function cares(db: Db): Promise<FolderCare[]> {
  return db
    .selectFrom('source_care as c')
    .innerJoin('sources as s', 's.id', 'c.source_id')
    .select([
      'c.source_id as sourceId',
      's.title',
      'c.owner_name as ownerName',
      'c.review_by as reviewBy',
      'c.expires_on as expiresOn',
    ])
    .orderBy('c.source_id')
    .execute()
}
