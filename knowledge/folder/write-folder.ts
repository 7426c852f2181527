import {
  appendFile,
  mkdir,
  readdir,
  readFile,
  readlink,
  realpath,
  rename,
  rm,
  writeFile,
} from 'node:fs/promises'
import { dirname, join } from 'node:path'
import type { Db } from '../../storage/database.js'
import { whenNobodyIngests } from '../ingest/ingest-lock.js'
import {
  checkFormat,
  FORMAT_FILE,
  isInside,
  kindOf,
  readLines,
  UNFINISHED_FILE,
  VERSIONS_FILE,
  versionLine,
} from './folder-format.js'
import { renderFolder } from './render-folder.js'

interface Options {
  db: Db
  folder: string
  onProgress?(done: number, total: number): void
  /** Called once when somebody is ingesting, before waiting for the end. */
  onWait?(): void
}

export interface ExportReport {
  /** Documents and tables. */
  files: number
  versions: number
  written: number
  removed: number
  bytes: number
}

/**
 * Writes the knowledge base as readable files, for version control and for `importFolder`. Files that are as they should
 * be are left alone; documents of the export before that are gone are removed, other people's files never.
 * @throws {Error} the folder holds files and is no export, or a link leads out of it
 */
export async function exportFolder({ db, folder, onProgress, onWait }: Options): Promise<ExportReport> {
  await mkdir(folder, { recursive: true })
  const names = await readdir(folder)
  // Version control may have been there first.
  const isEmpty = names.every((name) => name.startsWith('.'))
  if (!isEmpty) checkFormat(await textOf(folder, FORMAT_FILE), folder)
  return whenNobodyIngests(
    db,
    async () => {
      const report: ExportReport = { files: 0, versions: 0, written: 0, removed: 0, bytes: 0 }
      // A folder may come from elsewhere: nothing outside it is touched.
      await refuseLink(folder, UNFINISHED_FILE)
      const begun = (await linesOf(folder, UNFINISHED_FILE)).filter(isInside)
      for (const path of begun) {
        await makePlace(folder, path)
        await rm(join(folder, `${path}.new`), { force: true })
      }
      const gone = new Set([...(await documentsOf(folder)), ...begun])
      const placed = new Set<string>()
      const begin = async (path: string) => {
        if (!placed.has(dirname(path))) await makePlace(folder, path)
        placed.add(dirname(path))
        await appendFile(join(folder, UNFINISHED_FILE), `${path}\n`)
      }
      for await (const { path, text, lines } of renderFolder(db, onProgress)) {
        report.files++
        report.versions += lines.length
        report.bytes += Buffer.byteLength(text)
        gone.delete(path)
        if ((await textOf(folder, path)) === text) continue
        await begin(path)
        await writeWhole(join(folder, path), text)
        report.written++
      }
      for (const path of [...gone].filter((path) => kindOf(path) !== null)) {
        await begin(path)
        await rm(join(folder, path), { force: true })
        report.removed++
      }
      await rm(join(folder, UNFINISHED_FILE), { force: true })
      return report
    },
    onWait,
  )
}

/** What the export before wrote, as its table says. */
async function documentsOf(folder: string): Promise<string[]> {
  const text = (await textOf(folder, VERSIONS_FILE)) ?? ''
  return readLines(text, VERSIONS_FILE, versionLine).map((line) => line.in)
}

async function linesOf(folder: string, path: string): Promise<string[]> {
  return ((await textOf(folder, path)) ?? '').split('\n').filter((line) => line !== '')
}

/** A file has its old text or its new one. */
async function writeWhole(path: string, text: string): Promise<void> {
  await rm(`${path}.new`, { force: true })
  await writeFile(`${path}.new`, text, { flag: 'wx' })
  await rename(`${path}.new`, path)
}

/** Makes the folders above a file. @throws {Error} one of them is a link that leads elsewhere */
async function makePlace(folder: string, path: string): Promise<void> {
  let place = await realpath(folder)
  for (const part of path.split('/').slice(0, -1)) {
    place = join(place, part)
    await mkdir(place, { recursive: true })
    if ((await realpath(place)) !== place)
      throw new Error(`${part} in ${folder} is a link that leads elsewhere: remove it`)
  }
}

/** What is appended to would be written where it leads. */
async function refuseLink(folder: string, path: string): Promise<void> {
  const isLink = await readlink(join(folder, path)).then(
    () => true,
    () => false,
  )
  if (isLink) throw new Error(`${path} in ${folder} is a link that leads elsewhere: remove it`)
}

/** null: there is no such file. */
async function textOf(folder: string, path: string): Promise<string | null> {
  return readFile(join(folder, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
}
