import type { Db } from '../../storage/database.js'
import { whenNobodyIngests } from '../ingest/ingest-lock.js'
import { grouped } from '../office-tree.js'
import { readDocument } from './document-text.js'
import {
  CARE_FILE,
  FILES_FILE,
  FORMAT_FILE,
  kindOf,
  OFFICES_FILE,
  VERSIONS_FILE,
  type VersionLine,
} from './folder-format.js'
import { readFolderTexts, textOf } from './read-folder.js'
import { type RenderedFile, renderFolder } from './render-folder.js'

export interface FolderDifference {
  /** Path in the folder. */
  file: string
  /** `changed`: its text; `state`: what is said of it, such as its region or who holds it. */
  kind: 'only_in_folder' | 'only_in_base' | 'changed' | 'state'
  /** Lines of a changed text that the other does not have, in order. */
  onlyInFolder: string[]
  onlyInBase: string[]
}

interface Options {
  db: Db
  folder: string
  onProgress?(done: number, total: number): void
  onWait?(): void
}

/** How a folder of `exportFolder` differs from the knowledge base. Where files lie on a disk is no difference. */
export async function compareFolder({
  db,
  folder,
  onProgress,
  onWait,
}: Options): Promise<FolderDifference[]> {
  const { texts, lines } = await readFolderTexts(folder)
  for (const table of [OFFICES_FILE, CARE_FILE]) texts.set(table, await textOf(folder, table))
  const linesIn = grouped(lines, (line) => line.in)
  return whenNobodyIngests(
    db,
    async () => {
      const differences: FolderDifference[] = []
      for await (const { path, text, lines: here } of renderFolder(db, onProgress)) {
        if ([FORMAT_FILE, VERSIONS_FILE, FILES_FILE].includes(path)) continue
        const there = texts.get(path)
        texts.delete(path)
        const kind = differenceOf({ path, text, lines: here }, there, linesIn.get(path) ?? [])
        if (kind === 'changed') differences.push({ file: path, kind, ...compareLines(there!, text) })
        else if (kind !== null) differences.push({ file: path, kind, onlyInFolder: [], onlyInBase: [] })
      }
      for (const file of texts.keys())
        differences.push({ file, kind: 'only_in_folder', onlyInFolder: [], onlyInBase: [] })
      return differences.sort((a, b) => (a.file < b.file ? -1 : 1))
    },
    onWait,
  )
}

/** What people write may be set otherwise than what programs print, and say the same. */
function differenceOf(
  { path, text, lines }: RenderedFile,
  there: string | undefined,
  linesThere: readonly VersionLine[],
): FolderDifference['kind'] | null {
  if (there === undefined) return 'only_in_base'
  if (there !== text) {
    if (kindOf(path) === null) return 'changed'
    const said = (...document: Parameters<typeof readDocument>) =>
      JSON.stringify(readDocument(...document).entries.map(({ source }) => source))
    return said(path, text, lines) === said(path, there, linesThere) ? null : 'changed'
  }
  return stateOf(lines) === stateOf(linesThere) ? null : 'state'
}

function stateOf(lines: readonly VersionLine[]): string {
  return JSON.stringify(lines.map(({ id, of, status, fields }) => [id, of, status, fields]))
}

function compareLines(there: string, here: string): Pick<FolderDifference, 'onlyInFolder' | 'onlyInBase'> {
  const [inFolder, inBase] = [there, here].map((text) => text.split('\n').filter((line) => line !== ''))
  return { onlyInFolder: without(inFolder!, inBase!), onlyInBase: without(inBase!, inFolder!) }
}

/** Each as often as it stands there more. */
function without(lines: readonly string[], others: readonly string[]): string[] {
  const left = new Map<string, number>()
  for (const line of others) left.set(line, (left.get(line) ?? 0) + 1)
  return lines.filter((line) => {
    const count = left.get(line) ?? 0
    left.set(line, count - 1)
    return count <= 0
  })
}
