import { access, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { OfficeRow } from '../../storage/tables.js'
import type { FileProblem } from '../ingest/ingest-report.js'
import { type SourceRows, sourceRows } from '../ingest/source-rows.js'
import { grouped } from '../office-tree.js'
import { isDocument, readDocument } from './document-text.js'
import {
  CARE_FILE,
  checkFormat,
  FILES_FILE,
  type FileLine,
  FORMAT_FILE,
  fileLine,
  OFFICES_FILE,
  readLines,
  UNFINISHED_FILE,
  VERSIONS_FILE,
  type VersionLine,
  versionLine,
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

/** @throws {Error} it is no whole export; the message says what to do */
export async function readFolderTexts(folder: string): Promise<FolderTexts> {
  checkFormat(await textOf(folder, FORMAT_FILE).catch(() => null), folder)
  const isUnfinished = await access(join(folder, UNFINISHED_FILE)).then(
    () => true,
    () => false,
  )
  if (isUnfinished)
    throw new Error(`An export to ${folder} was stopped before its end: run \`wenfa knowledge export\` again`)
  const lines = readLines(await textOf(folder, VERSIONS_FILE), VERSIONS_FILE, versionLine)
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(folder, '/').length).replaceAll('\\', '/'))
    .filter(isDocument)
    .sort()
  const texts = new Map<string, string>()
  for (const path of paths) texts.set(path, await textOf(folder, path))
  const missing = lines.find((line) => !texts.has(line.in))
  if (missing)
    throw new Error(`${missing.in} is missing: put it back, or take its lines out of ${VERSIONS_FILE}`)
  return { texts, lines }
}

/**
 * Everything that a folder of `exportFolder` holds, read by the parsers of `wenfa ingest`. Documents that were changed by
 * hand count as they are now, and others may have been added.
 * @throws {Error} it is no whole export, or a document of it cannot be used; the message says which and what to do
 */
export async function readFolder(
  folder: string,
  onProgress: (done: number, total: number) => void = () => {},
): Promise<FolderContent> {
  const { texts, lines } = await readFolderTexts(folder)
  const linesIn = grouped(lines, (line) => line.in)
  const problems: FileProblem[] = []
  const versions: FolderVersion[] = []
  let done = 0
  for (const [path, text] of texts) {
    if (text.includes('\0'))
      throw new Error(`${path} holds the character U+0000, which no text has: take it out`)
    const known = linesIn.get(path) ?? []
    const document = readDocument(path, text, known)
    problems.push(...document.problems.map((problem) => ({ file: path, unread: false, ...problem })))
    if (document.entries.length === 0)
      throw new Error(
        `${path} holds nothing that can be used: ${document.problems[0]?.message ?? 'it has no entries'}`,
      )
    versions.push(...document.entries.map(({ source, line }) => versionOf(path, line, known[0], source)))
    onProgress(++done, texts.size)
  }
  const files = readLines(await textOf(folder, FILES_FILE), FILES_FILE, fileLine)
  return {
    versions,
    files: new Map(files.map((file) => [file.path, file])),
    offices: readOffices(await textOf(folder, OFFICES_FILE)),
    cares: readCare(await textOf(folder, CARE_FILE)),
    problems,
  }
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

/** @throws {Error} there is no such file */
export function textOf(folder: string, path: string): Promise<string> {
  return readFile(join(folder, path), 'utf8').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT'
      ? new Error(`${path} is missing in ${folder}: restore it, or export again`)
      : error
  })
}
