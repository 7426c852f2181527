import { isUtf8 } from 'node:buffer'
import { buffer } from 'node:stream/consumers'
import { type Entry, openPromise, validateFileName, type ZipFile } from 'yauzl'
import { knowledgeErrors } from '../knowledge-errors.js'
import { MAX_FILE_MEGABYTES } from './upload-limits.js'
import { fileName } from './upload-wire.js'

/** Limits of an archive, against bombs. */
const MAX_ENTRIES = 20_000
const MAX_UNPACKED_BYTES = 2_000_000_000
const LOCAL_HEADER_BYTES = 30
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
  const archive = await openPromise(path, { decodeStrings: false, autoClose: false }).catch(() => {
    throw knowledgeErrors.unreadable('压缩包打不开，可能已损坏，或者不是 ZIP 格式。')
  })
  try {
    if (archive.entryCount > MAX_ENTRIES)
      throw knowledgeErrors.unreadable(`压缩包里的文件太多，最多 ${MAX_ENTRIES} 个，请拆开再传。`)
    const files = await readDirectory(archive)
    await onCount(archive.entryCount)
    for (const { entry, name } of files) {
      yield {
        name,
        async read() {
          if (validateFileName(name) !== null || !fileName.safeParse(name).success)
            throw knowledgeErrors.unreadable('文件名不能用。')
          if (/\.(?:zip|rar|7z)$/i.test(name))
            throw knowledgeErrors.unreadable('压缩包里又有压缩包，请先把里面的解开，再上传。')
          if (entry.isEncrypted()) throw knowledgeErrors.unreadable('压缩包有密码，请去掉密码再上传。')
          if (entry.uncompressedSize > MAX_FILE_BYTES) throw knowledgeErrors.tooLarge(MAX_FILE_MEGABYTES)
          // The size that is stated is what comes out, or reading fails.
          return archive
            .openReadStreamPromise(entry)
            .then(buffer)
            .catch(() => {
              throw knowledgeErrors.unreadable('这个文件在压缩包里已损坏，或者压缩方法不常用。')
            })
        },
      }
    }
  } finally {
    archive.close()
  }
}

interface Listed {
  entry: Entry
  name: string
}

/**
 * What the archive says of its files, before any of them is unpacked.
 * @throws {StaffError} 400 `unreadable`: damaged, larger than it may be, or made so that the same bytes are unpacked again and again
 */
async function readDirectory(archive: ZipFile): Promise<Listed[]> {
  const entries: Entry[] = []
  try {
    for await (const entry of archive.eachEntry()) entries.push(entry)
  } catch {
    throw knowledgeErrors.unreadable('压缩包已损坏，请重新压缩再上传。')
  }
  const inOrder = entries.toSorted((a, b) => a.relativeOffsetOfLocalHeader - b.relativeOffsetOfLocalHeader)
  const isOver = inOrder.some(
    (entry, at) => at > 0 && endOf(inOrder[at - 1]!) > entry.relativeOffsetOfLocalHeader,
  )
  if (isOver) throw knowledgeErrors.unreadable('压缩包里的文件互相重叠，不能用，请重新压缩再上传。')
  const files = entries
    .map((entry) => ({ entry, name: nameOf(entry) }))
    .filter(({ name }) => !name.endsWith('/') && !/(?:^|\/)(?:__MACOSX\/|\.(?!\.?\/))/.test(name))
  const unpacked = files.reduce((sum, { entry }) => sum + entry.uncompressedSize, 0)
  if (unpacked > MAX_UNPACKED_BYTES) throw knowledgeErrors.unreadable('压缩包解开后太大，请拆开再传。')
  return files
}

/** At least so far it reaches: the local header may be longer than what is known of it here. */
function endOf({ relativeOffsetOfLocalHeader, fileNameRaw, compressedSize }: Entry): number {
  return relativeOffsetOfLocalHeader + LOCAL_HEADER_BYTES + fileNameRaw.length + compressedSize
}

function nameOf({ fileNameRaw }: Entry): string {
  return new TextDecoder(isUtf8(fileNameRaw) ? 'utf-8' : 'gb18030').decode(fileNameRaw).replaceAll('\\', '/')
}
