import { readFile } from 'node:fs/promises'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { Tables, UploadRow } from '../../../storage/tables.js'
import { StaffError, staffErrors } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import { storeDraft } from '../drafts/new-draft.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import { openArchive } from './open-archive.js'
import { createReadFile, type IncomingFile, type ReadUpload, unread, withoutTwins } from './read-files.js'
import type { UploadedFile, uploadListQuery, uploadPage, uploadView } from './upload-wire.js'

/** Stored in one transaction: few enough that turns of citizens hardly wait for it, many enough to be quick. */
const FILES_A_BATCH = 20
const BYTES_A_BATCH = 1_000_000
type UploadView = z.infer<typeof uploadView>

export interface Taking {
  author: StaffMember
  /** The drafts wait for review at once. */
  isSubmitted?: boolean
  /** Put before the names of an archive's files. */
  prefix?: string
  /** Written in the transaction that stores the last of the files. */
  beside?(trx: Transaction<Tables>): Promise<void>
}

export type Uploads = ReturnType<typeof createUploads>

/** Files that staff bring in: each becomes a draft, or is named with why it could not. */
export function createUploads(
  deps: Pick<KnowledgeDeps, 'db' | 'transact' | 'audit' | 'now' | 'randomBytes'>,
) {
  const { db, transact, audit, now, randomBytes } = deps
  const readOne = createReadFile(deps)

  async function rowOf(id: string): Promise<UploadRow> {
    const row = await db.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw staffErrors.notFound()
    return row
  }

  /**
   * @param addFiles so many more than were counted before
   * @param how.isEachTold somebody waits for what became of each, even of the same file again
   */
  async function store(
    uploadId: string,
    batch: readonly ReadUpload[],
    addFiles: number,
    {
      isSubmitted = false,
      isEachTold = false,
      beside,
    }: Omit<Taking, 'author' | 'prefix'> & { isEachTold?: boolean } = {},
  ): Promise<UploadedFile[]> {
    const distinct = withoutTwins(batch)
    const files = distinct.map(({ told }) => told)
    const submitted = isSubmitted ? { status: 'in_review' as const, submitted_at: now().toISOString() } : {}
    await transact(async (trx) => {
      for (const { draft } of distinct) if (draft) await storeDraft(trx, { ...draft, ...submitted })
      await addToReport(trx, uploadId, files, { addFiles, isEachTold })
      await beside?.(trx)
    })
    return files
  }

  async function addArchive(id: string, path: string, taking: Taking): Promise<UploadedFile[]> {
    const { author, beside, prefix = '', ...how } = taking
    const files: UploadedFile[] = []
    let batch: ReadUpload[] = []
    let stated = 0
    let seen = 0
    const storeBatch = async (addFiles: number, last?: Taking['beside']) => {
      files.push(...(await store(id, batch, addFiles, { ...how, beside: last })))
      batch = []
    }
    const count = async (entries: number) => {
      stated = entries
      await storeBatch(entries)
    }
    for await (const file of openArchive(path, count)) {
      seen++
      const named = { ...file, name: prefix + file.name }
      batch.push(await readOne(named, { uploadId: id, author }))
      if (isFull(batch)) await storeBatch(0)
    }
    // Folders are counted in the archive, and are no files.
    await storeBatch(seen - stated, beside)
    return files
  }

  async function addToReport(
    trx: Transaction<Tables>,
    id: string,
    files: readonly UploadedFile[],
    { addFiles, isEachTold }: { addFiles: number; isEachTold: boolean },
  ): Promise<void> {
    // Writing first takes the row's lock: two files of one upload may arrive at once.
    const row = await trx
      .updateTable('uploads')
      .set((eb) => ({ files: eb('files', '+', addFiles) }))
      .where('id', '=', id)
      .returning('report')
      .executeTakeFirstOrThrow()
    const before = JSON.parse(row.report) as UploadedFile[]
    const report = [...before, ...files.filter((file) => isEachTold || !isTold(file, before))]
    await trx
      .updateTable('uploads')
      .set({ report: JSON.stringify(report), read_files: report.length })
      .where('id', '=', id)
      .execute()
  }

  return {
    async begin(author: StaffMember): Promise<UploadView> {
      const row = {
        id: `up_${randomBytes(12).toString('base64url')}`,
        author_id: author.id,
        author_name: author.name,
        created_at: now().toISOString(),
        ended_at: null,
        files: 0,
        read_files: 0,
        report: '[]',
      }
      await db.insertInto('uploads').values(row).execute()
      return viewUpload(row)
    },

    async list({ limit, offset }: z.infer<typeof uploadListQuery>): Promise<z.infer<typeof uploadPage>> {
      const rows = await db
        .selectFrom('uploads')
        .selectAll()
        .orderBy('created_at', 'desc')
        .orderBy('id')
        .limit(limit)
        .offset(offset)
        .execute()
      const { total } = await db
        .selectFrom('uploads')
        .select(({ fn }) => fn.countAll().as('total'))
        .executeTakeFirstOrThrow()
      return {
        total: Number(total),
        uploads: rows.map((row) => {
          const { report, ...view } = viewUpload(row)
          const count = (wanted: UploadedFile['result']) =>
            report.filter(({ result }) => result === wanted).length
          return { ...view, drafts: count('read'), unread: count('unread') }
        }),
      }
    },

    /** @throws {StaffError} 404 */
    show: async (id: string): Promise<UploadView> => viewUpload(await rowOf(id)),

    /**
     * Takes in one file, or all of an archive. What is returned is stored.
     * @param path of the bytes, on this machine
     * @throws {StaffError} 404, 409 `upload_ended`, 400 `unreadable`: an archive that cannot be opened
     */
    async addFile(id: string, name: string, path: string, author: StaffMember): Promise<UploadedFile[]> {
      if ((await rowOf(id)).ended_at !== null) throw knowledgeErrors.uploadEnded()
      if (isArchive(name)) return addArchive(id, path, { author })
      const read = await readOne({ name, read: () => readFile(path) }, { uploadId: id, author })
      return store(id, [read], 1, { isEachTold: true })
    },

    /** Takes in several files that are no archives, as one transaction. */
    async addFiles(id: string, files: readonly IncomingFile[], taking: Taking): Promise<UploadedFile[]> {
      const { author, ...how } = taking
      const batch: ReadUpload[] = []
      for (const file of files) batch.push(await readOne(file, { uploadId: id, author }))
      return store(id, batch, batch.length, how)
    },

    /** The same for an archive; one that cannot be opened is told as a file that cannot be used. */
    async addWholeArchive(id: string, name: string, path: string, taking: Taking): Promise<UploadedFile[]> {
      try {
        return await addArchive(id, path, taking)
      } catch (error) {
        if (!(error instanceof StaffError)) throw error
        return store(id, [{ told: unread(name, error.message), draft: null, bytes: 0 }], 1, {
          beside: taking.beside,
        })
      }
    },

    /** @param author null: the server itself. @throws {StaffError} 404 */
    async end(id: string, author: StaffMember | null): Promise<UploadView> {
      const row = await rowOf(id)
      if (row.ended_at === null) {
        const report = JSON.parse(row.report) as UploadedFile[]
        await transact(async (trx) => {
          await trx
            .updateTable('uploads')
            .set({ ended_at: now().toISOString(), files: report.length })
            .where('id', '=', id)
            .execute()
          await audit.record(trx, {
            actorId: author?.id ?? null,
            action: 'knowledge.upload',
            subject: id,
            details: {
              files: report.length,
              drafts: report.filter(({ result }) => result === 'read').length,
            },
          })
        })
      }
      return viewUpload(await rowOf(id))
    },
  }
}

/** Whether files should be stored before more are read. */
export function isFull(files: readonly { bytes: number }[]): boolean {
  return files.length >= FILES_A_BATCH || files.reduce((sum, { bytes }) => sum + bytes, 0) >= BYTES_A_BATCH
}

/** A file that is read again, since whoever took it in was killed before its end. */
function isTold(file: UploadedFile, report: readonly UploadedFile[]): boolean {
  return report.some(
    (told) =>
      told.file === file.file &&
      (file.result === 'known'
        ? told.draftId !== null && told.draftId === file.draftId
        : file.result === 'unread' && told.message === file.message),
  )
}

export function isArchive(name: string): boolean {
  return /\.zip$/i.test(name)
}

function viewUpload(row: UploadRow): UploadView {
  return {
    id: row.id,
    authorName: row.author_name,
    createdAt: row.created_at,
    endedAt: row.ended_at,
    files: row.files,
    readFiles: row.read_files,
    report: JSON.parse(row.report) as UploadedFile[],
  }
}
