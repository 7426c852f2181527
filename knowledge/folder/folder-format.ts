import { z } from 'zod'
import { FolderError, type FolderFault, faultsOf, tellIssue } from './folder-error.js'
import { guideFields, plainText, statuteFields } from './source-fields.js'

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

export type FolderKind = keyof typeof FOLDERS

/** Of a document by its path in the folder; null: it is none. */
export function kindOf(path: string): FolderKind | null {
  const parts = path.split('/')
  const top = parts[parts[0] === WITHDRAWN_FOLDER ? 1 : 0]
  const kind = (Object.keys(FOLDERS) as FolderKind[]).find((kind) => FOLDERS[kind] === top)
  return kind !== undefined && path.endsWith(kind === 'confirmed' ? '.jsonl' : '.md') ? kind : null
}

/** Whether a path, which anybody may have written into the folder, stays within it. */
export function isInside(path: string): boolean {
  return !/[\\\0]/.test(path) && path.split('/').every((part) => !['', '.', '..'].includes(part))
}

const guideIn = guideFields.extend({ kind: z.literal('guide') })
const faqIn = guideFields.extend({ kind: z.literal('faq') })
/** Made once: making a schema takes as long as checking hundreds of lines. */
const WHOLE_FIELDS = { statute: statuteFields, guide: guideIn, faq: faqIn, confirmed: faqIn }
const SOME_FIELDS = {
  statute: statuteFields.partial(),
  guide: guideIn.partial(),
  faq: faqIn.partial(),
  confirmed: faqIn.partial(),
}

/** As long as names are that PostgreSQL still finds by an index, whatever their characters. */
const key = plainText.max(800)
const line = z.number().int().min(1).max(2_000_000_000)

/** What a document's text does not say of one version in it. */
export const versionLine = z
  .object({
    /** Path in the folder. */
    in: plainText
      .refine(isInside, '不是文件夹里的路径')
      .refine((path) => kindOf(path) !== null, '不是法规、指南或者问答的文件'),
    /** As in `source_versions.id`. */
    id: key,
    title: plainText,
    /** As in `source_versions.file`. */
    of: key,
    created: z.iso.datetime(),
    /** Absent: it is published. */
    status: z.literal('withdrawn').optional(),
    /** Of what is withdrawn: its last `effective_to`, which nothing works out again. */
    effectiveTo: z.iso.date().optional(),
    /** As in `withdrawn_answers`; absent: no file brings it back until it is restored. */
    withdrawnAt: z.iso.datetime().optional(),
    /** The files that hold it. */
    held: z.array(z.object({ path: key.min(1), line: line.optional() })),
    /** Fields that reading the text gives otherwise, as they are stored; with `kind`: all of them. */
    fields: z.record(plainText, z.unknown()).optional(),
    /** SHA-256 of the text that `fields` belong to, hex. */
    hash: plainText.optional(),
  })
  .superRefine(({ in: path, fields }, { addIssue }) => {
    const kind = kindOf(path)
    if (fields === undefined || kind === null) return
    const schema = ('kind' in fields ? WHOLE_FIELDS : SOME_FIELDS)[kind]
    const read = schema.safeParse(fields, { error: tellIssue })
    for (const { path, message } of read.error?.issues ?? [])
      addIssue({ code: 'custom', path: ['fields', ...path], message })
  })

export type VersionLine = z.infer<typeof versionLine>

/** As in `ingested_files`. */
export const fileLine = z.object({
  path: key.min(1),
  file: plainText,
  hash: plainText,
  settings: plainText,
  problems: z.array(
    z.object({
      file: plainText,
      line: z.number().int().nullable(),
      message: plainText,
      unread: z.boolean(),
    }),
  ),
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

/** A JSON document a line. @throws {FolderError} names each line that is damaged */
export function readLines<T>(text: string, file: string, schema: z.ZodType<T>): T[] {
  const faults: FolderFault[] = []
  const entries = text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const place = { file, line: index + 1 }
    const json = parseJson(line)
    if (json === undefined) {
      faults.push({ ...place, field: '', message: '不是完整的 JSON，请恢复这一行' })
      return []
    }
    const read = schema.safeParse(json, { error: tellIssue })
    if (read.success) return [read.data]
    faults.push(...faultsOf(read.error, place))
    return []
  })
  if (faults.length > 0) throw new FolderError(faults)
  return entries
}

/** undefined: it is none. */
function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
