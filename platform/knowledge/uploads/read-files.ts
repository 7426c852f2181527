import { createHash } from 'node:crypto'
import { setImmediate } from 'node:timers/promises'
import type { DraftRow } from '../../../storage/tables.js'
import { StaffError } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import { newDraft } from '../drafts/new-draft.js'
import { parseDraft } from '../drafts/parse-draft.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import type { UploadedFile } from './upload-wire.js'

/** Text whose bytes need not be kept beside it. */
const PLAIN = /\.(?:md|markdown|txt)$/i

/** A file that was brought in. */
export interface IncomingFile {
  /** With its folders. */
  name: string
  /** @throws {StaffError} why it cannot be had */
  read(): Promise<Buffer>
}

export interface ReadUpload {
  told: UploadedFile
  /** null: there is none to be stored. */
  draft: DraftRow | null
  bytes: number
}

interface Target {
  uploadId: string
  author: StaffMember
}

/** Makes a draft of a file, unless its bytes are there already. */
export function createReadFile(deps: Pick<KnowledgeDeps, 'db' | 'now' | 'randomBytes'>) {
  const { db } = deps

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

  return async ({ name, read }: IncomingFile, { uploadId, author }: Target): Promise<ReadUpload> => {
    const told = unread(name, '')
    let size = 0
    // Reading text waits for nothing: others get their turn between two files.
    await setImmediate()
    try {
      const bytes = await read()
      size = bytes.length
      const contentHash = createHash('sha256').update(bytes).digest('hex')
      const same = await known(contentHash)
      if (same) return { told: { ...told, ...same, result: 'known' }, draft: null, bytes: 0 }
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
        bytes: size,
      }
    } catch (error) {
      if (!(error instanceof StaffError)) throw error
      return { told: unread(name, error.message), draft: null, bytes: size }
    }
  }
}

export function unread(file: string, message: string): UploadedFile {
  return { file, result: 'unread', draftId: null, title: null, message, problems: 0 }
}

/** A file of this batch may hold the same bytes as one before it. */
export function withoutTwins(batch: readonly ReadUpload[]): ReadUpload[] {
  const first = new Map<string, DraftRow>()
  return batch.map((read): ReadUpload => {
    const { told, draft } = read
    const twin = draft?.content_hash == null ? undefined : first.get(draft.content_hash)
    if (twin)
      return {
        ...read,
        told: { ...told, result: 'known', draftId: twin.id, message: '', problems: 0 },
        draft: null,
      }
    if (draft?.content_hash) first.set(draft.content_hash, draft)
    return read
  })
}
