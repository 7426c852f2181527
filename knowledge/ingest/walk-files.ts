import type { Dirent } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'

export interface FoundFile {
  path: string
  /** Relative to the folder that was named, `/` as separator; the file's name where a file was named. */
  file: string
}

/** A path is a key of database indexes, whose entries have an end (2,700 bytes in PostgreSQL). */
const MAX_PATH_BYTES = 2000

export interface WalkProblem {
  file: string
  message: string
}

/**
 * All files under the paths, in a stable order. Hidden files and folders are left out; folders that cannot be read and
 * links that lead outside are problems.
 */
export async function walkFiles(
  paths: readonly string[],
): Promise<{ files: FoundFile[]; problems: WalkProblem[] }> {
  const files: FoundFile[] = []
  const problems: WalkProblem[] = []
  for (const path of paths) {
    let root: string
    let isFolder: boolean
    try {
      root = await realpath(path)
      isFolder = (await stat(root)).isDirectory()
    } catch {
      problems.push({ file: path, message: 'There is no such file or folder: check the path' })
      continue
    }
    if (isFolder) await walkFolder(root, root, files, problems)
    else files.push({ path: root, file: basename(path) })
  }
  const isTooLong = ({ path }: FoundFile) => Buffer.byteLength(path) > MAX_PATH_BYTES
  for (const { file } of files.filter(isTooLong))
    problems.push({ file, message: `Its path has more than ${MAX_PATH_BYTES} bytes: move it up` })
  return { files: files.filter((found) => !isTooLong(found)), problems }
}

async function walkFolder(
  root: string,
  folder: string,
  files: FoundFile[],
  problems: WalkProblem[],
): Promise<void> {
  let entries: Dirent[]
  try {
    entries = await readdir(folder, { withFileTypes: true })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    problems.push({
      file: `${relative(root, folder).split(sep).join('/') || basename(root)}/`,
      message: `This folder cannot be read (${code}): check its permissions`,
    })
    return
  }
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    if (entry.name.startsWith('.')) continue
    const path = join(folder, entry.name)
    const file = relative(root, path).split(sep).join('/')
    if (entry.isDirectory()) await walkFolder(root, path, files, problems)
    else if (entry.isFile()) files.push({ path, file })
    else if (entry.isSymbolicLink()) await addLink(root, path, file, files, problems)
    else problems.push({ file, message: 'Not a regular file: left out' })
  }
}

async function addLink(
  root: string,
  path: string,
  file: string,
  files: FoundFile[],
  problems: WalkProblem[],
): Promise<void> {
  const target = await realpath(path).catch(() => null)
  if (target?.startsWith(root + sep) && (await stat(target).catch(() => null))?.isFile())
    files.push({ path, file })
  else problems.push({ file, message: 'A link that leads out of the folder or nowhere: left out' })
}
