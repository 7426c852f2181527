import { z } from 'zod'

/** Marks a folder as one of ours, and says how to read it. */
export const FORMAT_FILE = 'manifest.json'
export const VERSIONS_FILE = 'versions.jsonl'
export const FILES_FILE = 'files.jsonl'
export const OFFICES_FILE = 'offices.csv'
export const CARE_FILE = 'care.csv'
/** There while a folder is being written, with the new documents so far: what a killed run leaves is no whole one. */
export const UNFINISHED_FILE = '.unfinished'

/** First folder of a document's path, after `withdrawn/` where it is one. */
export const FOLDERS = { statute: 'statutes', guide: 'guides', faq: 'faq', confirmed: 'confirmed' } as const
export const WITHDRAWN_FOLDER = 'withdrawn'

/** What a document's text does not say of one version in it. */
export const versionLine = z.object({
  /** Path in the folder. */
  in: z.string().regex(/^(?!\.\.?\/)(?!.*\/\.\.?\/)[^/\\][^\\\0]*$/, 'is no path in the folder'),
  /** As in `source_versions.id`. */
  id: z.string(),
  title: z.string(),
  /** As in `source_versions.file`. */
  of: z.string(),
  created: z.string(),
  /** Absent: it is published. */
  status: z.literal('withdrawn').optional(),
  /** Of what is withdrawn: its last `effective_to`, which nothing works out again. */
  effectiveTo: z.string().optional(),
  /** As in `withdrawn_answers`; absent: no file brings it back until it is restored. */
  withdrawnAt: z.string().optional(),
  /** The files that hold it. */
  held: z.array(z.object({ path: z.string(), line: z.number().int().optional() })),
  /** Fields that reading the text gives otherwise, as they are stored; with `kind`: all of them. */
  fields: z.record(z.string(), z.unknown()).optional(),
  /** SHA-256 of the text that `fields` belong to, hex. */
  hash: z.string().optional(),
})
export type VersionLine = z.infer<typeof versionLine>

/** As in `ingested_files`. */
export const fileLine = z.object({
  path: z.string(),
  file: z.string(),
  hash: z.string(),
  settings: z.string(),
  problems: z.array(z.unknown()),
})
export type FileLine = z.infer<typeof fileLine>

const FORMAT = 'wenfa-knowledge'
const FORMAT_VERSION = 1

const formatFile = z.object({ format: z.literal(FORMAT), version: z.number().int() })

export function printFormat(): string {
  return `${JSON.stringify({ format: FORMAT, version: FORMAT_VERSION }, null, 2)}\n`
}

/** @param text of FORMAT_FILE; null: there is none. @throws {Error} it is no folder of ours, or of a later program */
export function checkFormat(text: string | null, folder: string): void {
  const read = formatFile.safeParse(text === null ? null : parseJson(text))
  if (!read.success)
    throw new Error(`${folder} was not written by \`wenfa knowledge export\`: it has no ${FORMAT_FILE} of it`)
  if (read.data.version > FORMAT_VERSION)
    throw new Error(`${folder} was written by a later version of Wenfa: upgrade this one first`)
}

export function printLines(lines: readonly object[]): string {
  return lines.map((line) => `${JSON.stringify(line)}\n`).join('')
}

/** @throws {Error} names the line that is damaged */
export function readLines<T>(text: string, file: string, schema: z.ZodType<T>): T[] {
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const read = schema.safeParse(parseJson(line))
    if (read.success) return [read.data]
    const [issue] = read.error.issues
    throw new Error(
      `${file} line ${index + 1} is damaged (${issue?.path.join('.') ?? ''} ${issue?.message}): restore it`,
    )
  })
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
