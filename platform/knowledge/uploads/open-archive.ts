import { isUtf8 } from 'node:buffer'
import { buffer } from 'node:stream/consumers'
import { openPromise, validateFileName } from 'yauzl'
import { knowledgeErrors } from '../knowledge-errors.js'
import { MAX_FILE_MEGABYTES } from './upload-limits.js'

/** Limits of an archive, against bombs. */
const MAX_ENTRIES = 20_000
const MAX_UNPACKED_BYTES = 2_000_000_000
const MAX_FILE_BYTES = MAX_FILE_MEGABYTES * 1_000_000

export interface ArchivedFile {
  /** With its folders, `/` as separator. */
  name: string
  /** @throws {StaffError} 400 `unreadable`: damaged, locked with a password or too large */
  read(): Promise<Buffer>
}

/**
 * The files of a ZIP archive, one after another. Folders and what systems add (`__MACOSX`, `.DS_Store`) are left out.
 * Names are UTF-8 or, as Chinese Windows writes them, GB18030.
 * @param onCount how many entries the archive states
 * @throws {StaffError} 400 `unreadable`: no archive, damaged, or more than one may hold
 */
export async function* openArchive(
  path: string,
  onCount: (entries: number) => Promise<void>,
): AsyncGenerator<ArchivedFile> {
  const archive = await openPromise(path, { decodeStrings: false }).catch(() => {
    throw knowledgeErrors.unreadable('压缩包打不开，可能已损坏，或者不是 ZIP 格式。')
  })
  try {
    if (archive.entryCount > MAX_ENTRIES)
      throw knowledgeErrors.unreadable(`压缩包里的文件太多，最多 ${MAX_ENTRIES} 个，请拆开再传。`)
    await onCount(archive.entryCount)
    let unpacked = 0
    for await (const entry of archive.eachEntry()) {
      const raw = entry.fileNameRaw
      const name = new TextDecoder(isUtf8(raw) ? 'utf-8' : 'gb18030').decode(raw).replaceAll('\\', '/')
      if (name.endsWith('/') || /(?:^|\/)(?:__MACOSX\/|\.)/.test(name)) continue
      yield {
        name,
        async read() {
          if (validateFileName(name) !== null) throw knowledgeErrors.unreadable('文件名不能用。')
          if (entry.isEncrypted()) throw knowledgeErrors.unreadable('压缩包有密码，请去掉密码再上传。')
          if (entry.uncompressedSize > MAX_FILE_BYTES) throw knowledgeErrors.tooLarge(MAX_FILE_MEGABYTES)
          unpacked += entry.uncompressedSize
          if (unpacked > MAX_UNPACKED_BYTES)
            throw knowledgeErrors.unreadable('压缩包解开后太大，请拆开再传。')
          // The size that is stated is what comes out, or reading fails.
          return buffer(await archive.openReadStreamPromise(entry)).catch(() => {
            throw knowledgeErrors.unreadable('这个文件在压缩包里已损坏。')
          })
        },
      }
    }
  } finally {
    archive.close()
  }
}
