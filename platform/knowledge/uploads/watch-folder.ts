import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { pipeline } from 'node:stream/promises'
import type { Transaction } from 'kysely'
import { type FoundFile, walkFiles } from '../../../knowledge/ingest/walk-files.js'
import type { Db } from '../../../storage/database.js'
import { ifDatabaseIsFree } from '../../../storage/locks.js'
import type { Tables } from '../../../storage/tables.js'
import type { StaffMember } from '../../staff/staff-member.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import type { IncomingFile } from './read-files.js'
import { MAX_ARCHIVE_MEGABYTES, MAX_FILE_MEGABYTES } from './upload-limits.js'
import { isArchive, isFull, type Uploads } from './uploads.js'

/** Whoever publishes its drafts is somebody else. */
const WATCHER: StaffMember = {
  id: 'watched-folder',
  name: '监看文件夹',
  role: 'knowledge',
  officeId: null,
}

/** A file that has not changed for so long is complete: programs write in one go, or under another name at first. */
const QUIET_MS = 10_000
const HASHES_A_STATEMENT = 400
/** What browsers, download managers and Office put beside a file that is being written. */
const BEING_WRITTEN = /^~\$|\.(?:part|partial|crdownload|download|tmp|temp|aria2|td|opdownload|new)$/i

interface WatchDeps {
  db: Db
  uploads: Uploads
  folder: string
  now(): Date
  /** One line for whoever runs the server. */
  say(line: string): void
  quietMs?: number
}

interface Sighting {
  state: string
  sinceMs: number
  isDone: boolean
}

interface CompleteFile extends FoundFile {
  bytes: number
  hash: string
}

/**
 * Looks into a folder for files that are complete and were not taken in before. They become drafts in review, and an upload
 * of which tells what became of each. Nothing there is changed. Of several servers one looks at a time; what a
 * killed one left is taken up by the next look.
 */
export function createWatchFolder({ db, uploads, folder, now, say, quietMs = QUIET_MS }: WatchDeps) {
  const sightings = new Map<string, Sighting>()
  /** Whether nothing was taken in yet by this process. */
  let isFirst = true
  let isMissing = false

  return async (isStopping: () => boolean = () => false): Promise<void> => {
    const { files, problems } = await walkFiles([folder])
    const isGone = files.length === 0 && problems.some(({ file }) => file === folder)
    if (isGone !== isMissing)
      say(isGone ? `The watched folder ${folder} is not there` : `${folder} is watched`)
    isMissing = isGone
    const quiet = await findQuiet(files)
    // At a start nothing is quiet yet: what a killed server left open is gone on with before it is ended.
    const isWaiting = [...sightings.values()].some(({ isDone }) => !isDone)
    if (quiet.length === 0 && (isWaiting || !isFirst)) return
    await ifDatabaseIsFree(db, 'watched-folder', async () => {
      const whole: CompleteFile[] = []
      for (const found of quiet) whole.push(await complete(found))
      await takeIn(await withoutKnown(whole), isStopping)
      isFirst = false
      if (!isStopping()) for (const { path } of quiet) sightings.get(path)!.isDone = true
    })
  }

  async function findQuiet(files: readonly FoundFile[]): Promise<(FoundFile & { bytes: number })[]> {
    const quiet: (FoundFile & { bytes: number })[] = []
    const atMs = now().getTime()
    for (const found of files) {
      if (BEING_WRITTEN.test(found.file.split('/').at(-1)!)) continue
      const seen = await stat(found.path).catch(() => null)
      if (!seen) continue
      const state = `${seen.size} ${seen.mtimeMs}`
      const before = sightings.get(found.path)
      if (before?.state !== state) sightings.set(found.path, { state, sinceMs: atMs, isDone: false })
      const { sinceMs, isDone } = sightings.get(found.path)!
      if (!isDone && atMs - sinceMs >= quietMs) quiet.push({ ...found, bytes: seen.size })
    }
    return quiet
  }

  /** Each content once, and none that was taken in before. */
  async function withoutKnown(files: readonly CompleteFile[]): Promise<CompleteFile[]> {
    const known = new Set<string>()
    for (let at = 0; at < files.length; at += HASHES_A_STATEMENT) {
      const rows = await db
        .selectFrom('watched_files')
        .select('content_hash')
        .where(
          'content_hash',
          'in',
          files.slice(at, at + HASHES_A_STATEMENT).map(({ hash }) => hash),
        )
        .execute()
      for (const { content_hash } of rows) known.add(content_hash)
    }
    return files.filter(({ hash }) => !known.has(hash) && known.add(hash))
  }

  async function takeIn(files: readonly CompleteFile[], isStopping: () => boolean): Promise<void> {
    const begun = await openUpload()
    if (files.length === 0) {
      if (begun) await uploads.end(begun, null)
      return
    }
    const uploadId = begun ?? (await uploads.begin(WATCHER)).id
    const taking = (some: readonly CompleteFile[]) => ({
      author: WATCHER,
      isSubmitted: true,
      beside: (trx: Transaction<Tables>) => remember(trx, uploadId, some),
    })
    for (const some of batches(files.filter(isSingle))) {
      if (isStopping()) return
      await uploads.addFiles(uploadId, some.map(incoming), taking(some))
    }
    for (const archive of files.filter((file) => !isSingle(file))) {
      if (isStopping()) return
      const name = nameOf(archive)
      await uploads.addWholeArchive(uploadId, name, archive.path, {
        ...taking([archive]),
        prefix: `${name}/`,
      })
    }
    if (isStopping()) return
    await uploads.end(uploadId, null)
    say(`${files.length} files of the watched folder were taken in`)
  }

  /** One that a killed server did not end. */
  async function openUpload(): Promise<string | null> {
    const row = await db
      .selectFrom('uploads')
      .select('id')
      .where('author_id', '=', WATCHER.id)
      .where('ended_at', 'is', null)
      .executeTakeFirst()
    return row?.id ?? null
  }

  async function remember(
    trx: Transaction<Tables>,
    uploadId: string,
    files: readonly CompleteFile[],
  ): Promise<void> {
    const taken_at = now().toISOString()
    await trx
      .insertInto('watched_files')
      .values(
        files.map((file) => ({
          content_hash: file.hash,
          file: nameOf(file),
          upload_id: uploadId,
          taken_at,
        })),
      )
      .onConflict((c) => c.doNothing())
      .execute()
  }
}

async function complete(found: FoundFile & { bytes: number }): Promise<CompleteFile> {
  const hash = createHash('sha256')
  try {
    await pipeline(createReadStream(found.path), hash)
    return { ...found, hash: hash.digest('hex') }
  } catch {
    // Told once, and again when it has changed.
    return { ...found, hash: `unreadable ${found.bytes} ${found.file}` }
  }
}

function batches(files: readonly CompleteFile[]): CompleteFile[][] {
  const all: CompleteFile[][] = []
  for (const file of files) {
    const last = all.at(-1)
    if (last && !isFull(last)) last.push(file)
    else all.push([file])
  }
  return all
}

/** One that is too large to be opened is told as a single file. */
function isSingle({ file, bytes }: CompleteFile): boolean {
  return !isArchive(file) || bytes > MAX_ARCHIVE_MEGABYTES * 1_000_000
}

function incoming(file: CompleteFile): IncomingFile {
  const megabytes = isArchive(file.file) ? MAX_ARCHIVE_MEGABYTES : MAX_FILE_MEGABYTES
  return {
    name: nameOf(file),
    async read() {
      if (file.bytes > megabytes * 1_000_000) throw knowledgeErrors.tooLarge(megabytes)
      return readFile(file.path).catch(() => {
        throw knowledgeErrors.unreadable('文件打不开，请检查读取权限。')
      })
    },
  }
}

/** Without what forges lines of a report. */
function nameOf({ file }: FoundFile): string {
  return file.replace(/[\p{Cc}\p{Cf}\u2028\u2029]/gu, '_').slice(-500)
}
