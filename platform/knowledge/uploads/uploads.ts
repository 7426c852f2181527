import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import type { Transaction } from 'kysely'
import type { z } from 'zod'
import type { DraftRow, Tables, UploadRow } from '../../../storage/tables.js'
import { StaffError, staffErrors } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import { newDraft, storeDraft } from '../drafts/new-draft.js'
import { parseDraft } from '../drafts/parse-draft.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import { openArchive } from './open-archive.js'
import type { UploadedFile, uploadView } from './upload-wire.js'

/** Files stored in one transaction: few enough to lose little, many enough to be quick. */
const FILES_A_BATCH = 50
/** Text whose bytes need not be kept beside it. */
const PLAIN = /\.(?:md|markdown|txt)$/i

type UploadView = z.infer<typeof uploadView>

interface Read {
  told: UploadedFile
  draft: DraftRow | null
}

/** Files that staff bring in: each becomes a draft, or is named with why it could not. */
export function createUploads(deps: KnowledgeDeps) {
  const { db, transact, audit, now, randomBytes } = deps

  async function rowOf(id: string): Promise<UploadRow> {
    const row = await db.selectFrom('uploads').selectAll().where('id', '=', id).executeTakeFirst()
    if (!row) throw staffErrors.notFound()
    return row
  }

  /** The same bytes, wherever they stand. */
  async function known(
    contentHash: string,
  ): Promise<{ draftId: string | null; title: string | null } | null> {
    const draft = await db
      .selectFrom('drafts')
      .select(['id', 'title'])
      .where('content_hash', '=', contentHash)
      .where('status', '<>', 'discarded')
      .executeTakeFirst()
    if (draft) return { draftId: draft.id, title: draft.title }
    const file = await db
      .selectFrom('ingested_files as i')
      .innerJoin('file_versions as f', 'f.path', 'i.path')
      .innerJoin('source_versions as v', 'v.id', 'f.version_id')
      .innerJoin('sources as s', 's.id', 'v.source_id')
      .select('s.title')
      .where('content_hash', '=', contentHash)
      .where('v.status', '=', 'published')
      .executeTakeFirst()
    return file ? { draftId: null, title: file.title } : null
  }

  async function read(
    uploadId: string,
    name: string,
    content: () => Promise<Buffer>,
    author: StaffMember,
  ): Promise<Read> {
    const told = { file: name, draftId: null, title: null, message: '', problems: 0 }
    try {
      const bytes = await content()
      const contentHash = createHash('sha256').update(bytes).digest('hex')
      const same = await known(contentHash)
      if (same) return { told: { ...told, ...same, result: 'known' }, draft: null }
      const parsed = await parseDraft({ name, bytes, regionCode: null })
      const original = PLAIN.test(name) ? null : bytes.toString('base64')
      const draft = newDraft({
        ...deps,
        file: name,
        parsed,
        author,
        upload: { id: uploadId, contentHash, original },
      })
      const { problems } = parsed
      return {
        told: {
          ...told,
          result: 'read',
          draftId: draft.id,
          title: draft.title,
          message: problems[0]?.message ?? '',
          problems: problems.length,
        },
        draft,
      }
    } catch (error) {
      if (!(error instanceof StaffError)) throw error
      return { told: { ...told, result: 'unread', message: error.message }, draft: null }
    }
  }

  /** A file of this batch may hold the same bytes as one before it. */
  function withoutTwins(batch: readonly Read[]): Read[] {
    const first = new Map<string, DraftRow>()
    return batch.map(({ told, draft }) => {
      const twin = draft?.content_hash == null ? undefined : first.get(draft.content_hash)
      if (twin)
        return { told: { ...told, result: 'known', draftId: twin.id, message: '', problems: 0 }, draft: null }
      if (draft?.content_hash) first.set(draft.content_hash, draft)
      return { told, draft }
    })
  }

  async function store(uploadId: string, batch: readonly Read[], addFiles: number): Promise<UploadedFile[]> {
    const distinct = withoutTwins(batch)
    const files = distinct.map(({ told }) => told)
    await transact(async (trx) => {
      for (const { draft } of distinct) if (draft) await storeDraft(trx, draft)
      await addToReport(trx, uploadId, files, addFiles)
    })
    return files
  }

  async function addToReport(
    trx: Transaction<Tables>,
    id: string,
    files: readonly UploadedFile[],
    addFiles: number,
  ): Promise<void> {
    // Writing first takes the row's lock: two files of one upload may arrive at once.
    const row = await trx
      .updateTable('uploads')
      .set((eb) => ({
        files: eb('files', '+', addFiles),
        read_files: eb('read_files', '+', files.length),
      }))
      .where('id', '=', id)
      .returning('report')
      .executeTakeFirstOrThrow()
    const report = [...(JSON.parse(row.report) as UploadedFile[]), ...files]
    await trx
      .updateTable('uploads')
      .set({ report: JSON.stringify(report) })
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

    /** @throws {StaffError} 404 */
    show: async (id: string): Promise<UploadView> => viewUpload(await rowOf(id)),

    /**
     * Takes in one file, or all of an archive. What is returned is stored.
     * @param path of the bytes, on this machine
     * @throws {StaffError} 404, 409 `upload_ended`, 400 `unreadable`: an archive that cannot be opened
     */
    async addFile(id: string, name: string, path: string, author: StaffMember): Promise<UploadedFile[]> {
      if ((await rowOf(id)).ended_at !== null) throw knowledgeErrors.uploadEnded()
      if (!/\.zip$/i.test(name)) {
        return store(id, [await read(id, name, () => readFile(path), author)], 1)
      }
      const files: UploadedFile[] = []
      let batch: Read[] = []
      let stated = 0
      let seen = 0
      const storeBatch = async (addFiles = 0) => {
        files.push(...(await store(id, batch, addFiles)))
        batch = []
      }
      const count = async (entries: number) => {
        stated = entries
        await storeBatch(entries)
      }
      for await (const { name: inside, read: content } of openArchive(path, count)) {
        seen++
        batch.push(await read(id, inside, content, author))
        if (batch.length >= FILES_A_BATCH) await storeBatch()
      }
      // Folders are counted in the archive, and are no files.
      await storeBatch(seen - stated)
      return files
    },

    /** @throws {StaffError} 404 */
    async end(id: string, author: StaffMember): Promise<UploadView> {
      const row = await rowOf(id)
      if (row.ended_at === null) {
        const report = JSON.parse(row.report) as UploadedFile[]
        await transact(async (trx) => {
          await trx
            .updateTable('uploads')
            .set({ ended_at: now().toISOString() })
            .where('id', '=', id)
            .execute()
          await audit.record(trx, {
            actorId: author.id,
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
