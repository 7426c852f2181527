import { extname } from 'node:path'
import type { Db } from '../../storage/database.js'
import type { MaskTexts } from '../mask-texts.js'
import { type FileKind, PARSER_VERSION, type ParsedFile, parseFile } from '../parse-file.js'
import { UnreadableFileError } from '../parsed-source.js'
import { fingerprint } from './fingerprint.js'
import { ifNobodyIngests, whenNobodyIngests } from './ingest-lock.js'
import type { FileProblem, IngestReport } from './ingest-report.js'
import { followMoves, isSame, type KnowledgeFile, knownFiles } from './known-files.js'
import { isWaiting, publishPending } from './publish-pending.js'
import { sourceRows } from './source-rows.js'
import { storeOffices } from './store-offices.js'
import { storeSources } from './store-sources.js'
import { walkFiles } from './walk-files.js'

export interface IngestOptions {
  db: Db
  paths: readonly string[]
  kind?: FileKind
  regionCode?: string
  /**
   * Put before the files' names for content that belongs to the program: its files are known by that name, wherever
   * the program lies; others by where they lie.
   */
  filePrefix?: string
  /** For confirmed answers, which come from real cases: takes personal data out before anything is stored. */
  mask?: MaskTexts
  onProgress?(done: number, total: number): void
  /** Called once when another process is ingesting, before waiting for its end. */
  onWait?(): void
  now?: () => Date
}

/** A transaction is closed after so many files or bytes: few enough to lose little, many enough to be quick. */
const FILES_A_BATCH = 50
const BYTES_A_BATCH = 4_000_000

/**
 * Reads the files into sources, versions and passages and publishes them as one revision. Files whose bytes were read
 * before are passed over; a run that was killed is taken up by the next one. One run at a time: another would publish
 * what this one has half stored.
 */
export async function ingest(options: IngestOptions): Promise<IngestReport> {
  const { db, onWait } = options
  return whenNobodyIngests(db, () => ingestAlone(options), onWait)
}

/**
 * The same for content that belongs to the program and hardly ever changes: where nothing has, a run elsewhere is neither
 * waited for nor disturbed. What a killed run had stored of other files waits for its own next run.
 */
export async function ingestIfChanged(
  options: IngestOptions & { filePrefix: string },
): Promise<IngestReport | null> {
  const { db, filePrefix, now = () => new Date() } = options
  const [{ files }, known] = await Promise.all([findFiles(options), knownFiles(db)])
  const settings = settingsOf(options)
  for (const { path, found } of files) {
    const before = known.get(path)
    const same = before && isSame(before, await fingerprint(found.path), settings)
    if (!same || before.problems !== '[]') return ingest(options)
  }
  if (await isWaiting(db, filePrefix)) await ifNobodyIngests(db, () => publishPending(db, now()))
  return null
}

async function ingestAlone(options: IngestOptions): Promise<IngestReport> {
  const { db, onProgress, now = () => new Date() } = options
  const startedAt = performance.now()
  const { files, problems: walkProblems } = await findFiles(options)
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
  const settings = settingsOf(options)
  const known = await knownFiles(db)
  await followMoves(db, files, known)

  let batch: ReadFile[] = []
  let batchBytes = 0
  const store = async () => {
    for (const stored of await storeBatch(db, batch, settings, now())) count(report, stored)
    batch = []
    batchBytes = 0
  }
  for (const [index, knowledgeFile] of files.entries()) {
    const print = await fingerprint(knowledgeFile.found.path)
    const before = known.get(knowledgeFile.path)
    if (before && isSame(before, print, settings)) {
      report.files.unchanged++
      addProblems(report, JSON.parse(before.problems) as FileProblem[])
    } else {
      report.files[before ? 'changed' : 'new']++
      const read = await readOne(knowledgeFile, print.hash, options)
      batch.push(read)
      batchBytes += print.bytes
      if (batch.length >= FILES_A_BATCH || batchBytes >= BYTES_A_BATCH) await store()
    }
    onProgress?.(index + 1, files.length)
  }
  await store()
  // Batches are counted after files that had not changed.
  const places = new Map(files.map(({ file }, place) => [file, place]))
  report.problems.sort((a, b) => (places.get(a.file) ?? -1) - (places.get(b.file) ?? -1))

  const publication = await publishPending(db, now())
  return { ...report, ...publication, tookMs: Math.round(performance.now() - startedAt) }
}

async function findFiles({ paths, filePrefix }: IngestOptions) {
  const { files, problems } = await walkFiles(paths)
  return {
    files: files.map((found): KnowledgeFile => {
      const file = (filePrefix ?? '') + found.file
      return { found, file, path: filePrefix ? file : found.path }
    }),
    problems,
  }
}

/** What is read out of the same bytes. */
function settingsOf({ kind, regionCode, mask }: IngestOptions): string {
  return JSON.stringify([PARSER_VERSION, kind ?? null, regionCode ?? null, ...(mask ? ['masked'] : [])])
}

interface ReadFile extends Omit<KnowledgeFile, 'found'> {
  hash: string
  parsed: ParsedFile
  problems: FileProblem[]
}

async function readOne(
  { found, path, file }: KnowledgeFile,
  hash: string,
  { kind, regionCode, mask }: IngestOptions,
): Promise<ReadFile> {
  try {
    const parsed = await parseFile({ path: found.path, relativePath: found.file, kind, regionCode, mask })
    const problems = parsed.problems.map(({ line, message }) => ({ file, line, message, unread: false }))
    return { path, file, hash, parsed, problems }
  } catch (error) {
    const message =
      error instanceof UnreadableFileError
        ? error.message
        : `Could not be read as ${extname(file)}: ${String(error)}`
    return unread({ path, file, hash }, message)
  }
}

function unread({ path, file, hash }: Omit<ReadFile, 'parsed' | 'problems'>, message: string): ReadFile {
  const parsed: ParsedFile = { sources: [], offices: [], problems: [] }
  return { path, file, hash, parsed, problems: [{ file, line: null, message, unread: true }] }
}

/** @returns the files as they were stored: what the database refuses of one counts as not read, the others go on */
async function storeBatch(
  db: Db,
  batch: readonly ReadFile[],
  settings: string,
  now: Date,
): Promise<readonly ReadFile[]> {
  try {
    await storeTogether(db, batch, settings, now)
    return batch
  } catch {
    const stored: ReadFile[] = []
    for (const read of batch) stored.push(await storeAlone(db, read, settings, now))
    return stored
  }
}

async function storeAlone(db: Db, read: ReadFile, settings: string, now: Date): Promise<ReadFile> {
  try {
    await storeTogether(db, [read], settings, now)
    return read
  } catch (error) {
    const message = `Could not be stored, correct it or leave it out: ${String(error)}`
    // Without its hash: the next run tries again.
    const refused = unread({ ...read, hash: '' }, message)
    try {
      await storeTogether(db, [refused], settings, now)
    } catch (cause) {
      throw new Error(`The database stores neither ${read.file} nor that it could not be read`, { cause })
    }
    return refused
  }
}

async function storeTogether(db: Db, batch: readonly ReadFile[], settings: string, now: Date): Promise<void> {
  if (batch.length === 0) return
  await db.transaction().execute(async (trx) => {
    for (const { path, file, hash, parsed, problems } of batch) {
      const unread = problems.some((problem) => problem.unread)
      // A file that broke takes nothing away: what it said before stays published.
      if (!unread) {
        await storeSources(
          trx,
          path,
          parsed.sources.map((source) => sourceRows(source, file)),
          now,
        )
        await storeOffices(trx, parsed.offices)
      }
      const row = { file, content_hash: hash, settings, problems: JSON.stringify(problems) }
      await trx
        .insertInto('ingested_files')
        .values({ path, ...row })
        .onConflict((c) => c.column('path').doUpdateSet(row))
        .execute()
    }
  })
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
