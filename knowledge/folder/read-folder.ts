import { isUtf8 } from 'node:buffer'
import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OfficeRow } from '../../storage/tables.js'
import type { FileProblem } from '../ingest/ingest-report.js'
import { type SourceRows, sourceRows } from '../ingest/source-rows.js'
import { grouped } from '../office-tree.js'
import { tellLineProblem } from '../tell-line-problem.js'
import { readDocument } from './document-text.js'
import { type Attempt, collectFaults, FolderError, type FolderFault } from './folder-error.js'
import {
  CARE_FILE,
  checkFormat,
  FILES_FILE,
  type FileLine,
  FORMAT_FILE,
  fileLine,
  kindOf,
  OFFICES_FILE,
  readLines,
  UNFINISHED_FILE,
  VERSIONS_FILE,
  type VersionLine,
  versionLine,
  WITHDRAWN_FOLDER,
} from './folder-format.js'
import { type FolderCare, readCare, readOffices } from './folder-tables.js'

/** A version as the folder holds it. */
export interface FolderVersion {
  /** Path in the folder. */
  in: string
  rows: SourceRows
  isWithdrawn: boolean
  withdrawnAt: string | null
  held: { path: string; line: number | null }[]
}

export interface FolderContent {
  versions: FolderVersion[]
  /** By path. */
  files: Map<string, FileLine>
  offices: OfficeRow[]
  cares: FolderCare[]
  /** Entries that were left out or are doubtful. */
  problems: FileProblem[]
}

/** Documents of the folder with their texts, and the tables. */
export interface FolderTexts {
  /** By path. */
  texts: Map<string, string>
  lines: VersionLine[]
}

/** @throws {Error} it is no whole export; the message says what to do @throws {FolderError} its table is damaged */
export async function readFolderTexts(
  folder: string,
  attempt: Attempt = (read) => read(),
): Promise<FolderTexts> {
  checkFormat(await textOf(folder, FORMAT_FILE).catch(() => null), folder)
  const isUnfinished = await access(join(folder, UNFINISHED_FILE)).then(
    () => true,
    () => false,
  )
  if (isUnfinished)
    throw new Error(`An export to ${folder} was stopped before its end: run \`wenfa knowledge export\` again`)
  const table = (await textOrFault(folder, VERSIONS_FILE, attempt)) ?? ''
  const lines = attempt(() => readLines(table, VERSIONS_FILE, versionLine), [])
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
    .filter((path) => kindOf(path) !== null)
    .sort()
  const texts = new Map<string, string>()
  for (const path of paths) {
    const text = await textOrFault(folder, path, attempt)
    if (text !== null) texts.set(path, text)
  }
  const present = new Set(paths)
  const missing = lines.map((line) => line.in).filter((path) => !present.has(path))
  attempt(() => {
    if (missing.length > 0) throw new FolderError([...new Set(missing)].map(missingFault))
  }, undefined)
  return { texts, lines }
}

function missingFault(file: string): FolderFault {
  const message = `文件不见了，请放回来，或者从 ${VERSIONS_FILE} 里去掉它的各行`
  return { file, line: null, field: '', message }
}

/**
 * Everything that a folder of `exportFolder` holds, read by the parsers of `wenfa ingest`. Documents that were changed by
 * hand count as they are now, and others may have been added.
 * @throws {Error} it is no whole export; the message says what to do
 * @throws {FolderError} whatever of it cannot be used, all together
 */
export async function readFolder(
  folder: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<FolderContent> {
  const faults: FolderFault[] = []
  const attempt = collectFaults(faults)
  const { texts, lines } = await readFolderTexts(folder, attempt)
  const linesIn = grouped(lines, (line) => line.in)
  const problems: FileProblem[] = []
  const versions: FolderVersion[] = []
  let done = 0
  for (const [path, text] of texts) {
    const known = linesIn.get(path) ?? []
    const document = attempt(() => usableDocument(path, text, known), { entries: [], problems: [] })
    problems.push(...document.problems.map((problem) => ({ file: path, unread: false, ...problem })))
    // One by one: a file of confirmed answers holds more than a call may have arguments.
    for (const { source, line } of document.entries) versions.push(versionOf(path, line, known[0], source))
    onProgress(++done, texts.size)
  }
  // One after the other: faults are told in the order of the files, whichever is read faster.
  const files = await textOrFault(folder, FILES_FILE, attempt)
  const offices = await textOrFault(folder, OFFICES_FILE, attempt)
  const cares = await textOrFault(folder, CARE_FILE, attempt)
  const content: FolderContent = {
    versions,
    files: new Map(
      attempt(() => readLines(files ?? '', FILES_FILE, fileLine), []).map((file) => [file.path, file]),
    ),
    offices: attempt(() => readOffices(offices ?? ''), []),
    cares: attempt(() => readCare(cares ?? ''), []),
    problems,
  }
  if (faults.length > 0) throw new FolderError(faults)
  return content
}

/** @throws {FolderError} nothing in it can be used, or it holds what no text has */
function usableDocument(
  path: string,
  text: string,
  lines: readonly VersionLine[],
): ReturnType<typeof readDocument> {
  const unusable = (line: number | null, message: string) =>
    new FolderError([{ file: path, line, field: '', message }])
  const document = readDocument(path, text, lines)
  for (const { source, line } of document.entries) {
    if (source.kind === 'statute' && source.provisions.length === 0)
      throw unusable(null, '里面一条条文也没有，请恢复这个文件')
    // As it is published or not by its line alone, it would come back.
    if (path.startsWith(`${WITHDRAWN_FOLDER}/`) && line?.status !== 'withdrawn')
      throw unusable(
        null,
        `${VERSIONS_FILE} 里没有它已停用的那一行，请恢复那一行，或者把文件移出 ${WITHDRAWN_FOLDER}`,
      )
  }
  if (document.entries.length > 0) return document
  const [problem] = document.problems
  throw unusable(problem?.line ?? null, problem ? tellLineProblem(problem.message) : '里面没有能用的内容')
}

/** @param beside a line of the same document, for what was added to it by hand */
function versionOf(
  path: string,
  line: VersionLine | null,
  beside: VersionLine | undefined,
  source: Parameters<typeof sourceRows>[0],
): FolderVersion {
  const isWithdrawn = line?.status === 'withdrawn'
  const known = (line ?? beside)?.held ?? []
  // What no file holds would be withdrawn.
  const held = known.length > 0 || isWithdrawn ? known : [{ path: `folder/${path}` }]
  const rows = sourceRows(source, (line ?? beside)?.of ?? path)
  if (line?.effectiveTo !== undefined) rows.version.effective_to = line.effectiveTo
  const isSame = line !== null && line.id === rows.version.id
  return {
    in: path,
    rows: isSame ? { ...rows, createdAt: line.created } : rows,
    isWithdrawn,
    withdrawnAt: line?.withdrawnAt ?? null,
    held: held.map((place) => ({ path: place.path, line: (line !== null && place.line) || null })),
  }
}

/** UTF-8, as programs on Windows write it too. @throws {Error} there is no such file @throws {FolderError} it is no text */
export async function textOf(folder: string, path: string): Promise<string> {
  const unusable = (message: string) => new FolderError([{ file: path, line: null, field: '', message }])
  const bytes = await readFile(join(folder, path)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EISDIR') throw unusable('应当是一个文件，却是文件夹，请恢复这个文件')
    throw error.code === 'ENOENT'
      ? new Error(`${path} is missing in ${folder}: restore it, or export again`)
      : error
  })
  if (!isUtf8(bytes)) throw unusable('不是 UTF-8 编码，请另存为 UTF-8')
  if (bytes.includes(0)) throw unusable('有不能用的字符 U+0000，请去掉')
  return bytes.toString('utf8').replace(/^\uFEFF/, '')
}

/** null: it is no text, and `attempt` knows. */
function textOrFault(folder: string, path: string, attempt: Attempt): Promise<string | null> {
  return textOf(folder, path).catch((error: unknown) =>
    attempt(() => {
      throw error
    }, null),
  )
}
