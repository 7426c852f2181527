import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname } from 'node:path'
import type { Db } from '../../storage/database.js'
import { type FileKind, PARSER_VERSION, type ParsedFile, parseFile } from '../parse-file.js'
import { UnreadableFileError } from '../parsed-source.js'
import type { FileProblem, IngestReport } from './ingest-report.js'
import { publishPending } from './publish-pending.js'
import { sourceRows } from './source-rows.js'
import { storeOffices } from './store-offices.js'
import { storeSources } from './store-sources.js'
import { type FoundFile, walkFiles } from './walk-files.js'

export interface IngestOptions {
  db: Db
  paths: readonly string[]
  kind?: FileKind
  regionCode?: string
  /** Put before the files' names, so that the starter content never collides with a department's own folder. */
  filePrefix?: string
  onProgress?(done: number, total: number): void
  now?: () => Date
}

/** A transaction is closed after so many files or bytes: few enough to lose little, many enough to be quick. */
const FILES_A_BATCH = 50
const BYTES_A_BATCH = 4_000_000

/**
 * Reads the files into sources, versions and passages and publishes them as one revision. Files whose bytes were read
 * before are passed over; a run that was killed is taken up by the next one.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { db, onProgress, now = () => new Date() } = options
  const startedAt = performance.now()
  const { files, problems: walkProblems } = await walkFiles(options.paths)
  const report: IngestReport = {
    files: { total: files.length, new: 0, changed: 0, unchanged: 0, unread: walkProblems.length },
    versions: 0,
    provisions: 0,
    guides: 0,
    questions: 0,
    offices: 0,
    published: 0,
    withdrawn: 0,
    revision: 0,
    problems: walkProblems.map((problem) => ({ ...problem, line: null, unread: true })),
    tookMs: 0,
  }
  const settings = JSON.stringify([PARSER_VERSION, options.kind ?? null, options.regionCode ?? null])
  const known = await knownFiles(db)

  let batch: ReadFile[] = []
  let batchBytes = 0
  const store = async () => {
    if (batch.length) await storeBatch(db, batch, settings, now())
    batch = []
    batchBytes = 0
  }
  for (const [index, found] of files.entries()) {
    const file = (options.filePrefix ?? '') + found.file
    const { hash, bytes } = await fingerprint(found)
    const before = known.get(file)
    if (before && before.content_hash === hash && before.settings === settings) {
      report.files.unchanged++
      addProblems(report, JSON.parse(before.problems) as FileProblem[])
    } else {
      report.files[before ? 'changed' : 'new']++
      const read = await readOne(found, file, hash, options)
      count(report, read)
      batch.push(read)
      batchBytes += bytes
      if (batch.length >= FILES_A_BATCH || batchBytes >= BYTES_A_BATCH) await store()
    }
    onProgress?.(index + 1, files.length)
  }
  await store()

  const publication = await publishPending(db)
  return { ...report, ...publication, tookMs: Math.round(performance.now() - startedAt) }
}

interface ReadFile {
  file: string
  hash: string
  parsed: ParsedFile
  problems: FileProblem[]
}

async function readOne(
  found: FoundFile,
  file: string,
  hash: string,
  { kind, regionCode }: IngestOptions,
): Promise<ReadFile> {
  const nothing: ParsedFile = { sources: [], offices: [], problems: [] }
  try {
    const parsed = await parseFile({ path: found.path, relativePath: found.file, kind, regionCode })
    const problems = parsed.problems.map(({ line, message }) => ({ file, line, message, unread: false }))
    return { file, hash, parsed, problems }
  } catch (error) {
    const message =
      error instanceof UnreadableFileError
        ? error.message
        : `Could not be read as ${extname(file)}: ${String(error)}`
    return { file, hash, parsed: nothing, problems: [{ file, line: null, message, unread: true }] }
  }
}

async function storeBatch(db: Db, batch: readonly ReadFile[], settings: string, now: Date): Promise<void> {
  await db.transaction().execute(async (trx) => {
    for (const { file, hash, parsed, problems } of batch) {
      const unread = problems.some((problem) => problem.unread)
      // A file that broke takes nothing away: what it said before stays published.
      if (!unread) {
        await storeSources(
          trx,
          file,
          parsed.sources.map((source) => sourceRows(source, file)),
          now,
        )
        await storeOffices(trx, parsed.offices)
      }
      const row = { content_hash: hash, settings, problems: JSON.stringify(problems) }
      await trx
        .insertInto('ingested_files')
        .values({ file, ...row })
        .onConflict((c) => c.column('file').doUpdateSet(row))
        .execute()
    }
  })
}

async function knownFiles(db: Db) {
  const rows = await db.selectFrom('ingested_files').selectAll().execute()
  return new Map(rows.map((row) => [row.file, row]))
}

/** Beyond it a file is told apart by size and time of change: it is going to be refused anyway. */
const MAX_HASHED_BYTES = 256_000_000

async function fingerprint({ path }: FoundFile): Promise<{ hash: string; bytes: number }> {
  try {
    const { size, mtimeMs } = await stat(path)
    if (size > MAX_HASHED_BYTES) return { hash: `${size} ${mtimeMs}`, bytes: 0 }
    return {
      hash: createHash('sha256')
        .update(await readFile(path))
        .digest('hex'),
      bytes: size,
    }
  } catch {
    // Parsing it says why, as a problem of the report.
    return { hash: 'unreadable', bytes: 0 }
  }
}

function count(report: IngestReport, { parsed, problems }: ReadFile): void {
  for (const source of parsed.sources) {
    if (source.kind === 'statute') {
      report.versions++
      report.provisions += source.provisions.filter(({ article }) => article !== null).length
    } else if (source.kind === 'guide') report.guides++
    else report.questions++
  }
  report.offices += parsed.offices.length
  addProblems(report, problems)
}

function addProblems(report: IngestReport, problems: readonly FileProblem[]): void {
  report.problems.push(...problems)
  if (problems.some((problem) => problem.unread)) report.files.unread++
}
