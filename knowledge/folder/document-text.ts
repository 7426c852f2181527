import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { sourceRows } from '../ingest/source-rows.js'
import type { LineProblem } from '../line-problem.js'
import { parseFaq } from '../parse-faq.js'
import { parseGuide } from '../parse-guide.js'
import { parseStatute } from '../parse-statute.js'
import type { ParsedGuide, ParsedSource } from '../parsed-source.js'
import { printFaq } from '../print/print-faq.js'
import { printGuide } from '../print/print-guide.js'
import { printStatute } from '../print/print-statute.js'
import { printAnswers, readAnswers } from './answer-lines.js'
import { kindOf, type VersionLine } from './folder-format.js'
import type { PlacedDocument } from './place-versions.js'

/** What a person may have changed a text around: these hold whatever it says now. */
const GIVEN: ReadonlySet<string> = new Set([
  'regionCode',
  'versionDate',
  'effectiveFrom',
  'effectiveTo',
  'issuingBody',
])

/** A document as it lies in the folder, with what its text cannot say. */
export interface PrintedDocument {
  path: string
  text: string
  lines: VersionLine[]
}

/** What a document in the folder holds. */
export interface ReadEntry {
  source: ParsedSource
  /** null: it was written into the folder by hand. */
  line: VersionLine | null
}

/** @param texts by version id */
export function printDocument(
  { path, versions }: PlacedDocument,
  texts: ReadonlyMap<string, ParsedSource>,
): PrintedDocument {
  const sources = versions.map(({ version }) => texts.get(version.id)!)
  const text = printSources(path, sources)
  const read = readSources(path, text).entries
  const isWhole = read.length === sources.length && read.every(({ title }, i) => title === sources[i]!.title)
  const lines = versions.map(({ source, version, held, withdrawnAt }, index): VersionLine => {
    const fields = isWhole ? otherFields(sources[index]!, read[index]!) : withoutLine(sources[index]!)
    return {
      in: path,
      id: version.id,
      title: source.title,
      of: version.file,
      created: version.created_at,
      ...(version.status === 'withdrawn' && {
        status: 'withdrawn' as const,
        ...(version.effective_to !== null && { effectiveTo: version.effective_to }),
      }),
      ...(withdrawnAt !== null && { withdrawnAt }),
      held: held.map((place) => ({ path: place.path, ...(place.line !== null && { line: place.line }) })),
      ...(Object.keys(fields).length > 0 && { fields, hash: hashOf(text) }),
    }
  })
  return { path, text, lines }
}

/** @param lines of this document @throws {FolderError} lines of it are damaged */
export function readDocument(
  path: string,
  text: string,
  lines: readonly VersionLine[],
): { entries: ReadEntry[]; problems: LineProblem[] } {
  const hash = hashOf(text)
  if (lines.length > 0 && lines.every(({ fields, ...line }) => fields?.kind && line.hash === hash))
    return {
      entries: lines.map((line) => ({ source: line.fields as unknown as ParsedSource, line })),
      problems: [],
    }
  const { entries, problems } = readSources(path, text)
  const read = entries.map((source): ReadEntry => {
    const line = lineOf(path, source, lines)
    const given = Object.entries(line?.fields ?? {}).filter(
      ([name]) => !line?.fields?.kind && (line?.hash === hash || GIVEN.has(name)),
    )
    return { source: { ...source, ...Object.fromEntries(given) }, line }
  })
  return { entries: read, problems }
}

function printSources(path: string, sources: readonly ParsedSource[]): string {
  const [first] = sources
  if (first!.kind === 'statute') return printStatute(first!)
  const guides = sources as readonly ParsedGuide[]
  switch (kindOf(path)) {
    case 'guide':
      return printGuide(guides[0]!)
    case 'confirmed':
      return printAnswers(guides)
    default: {
      const [matter = null] = guides[0]!.matters
      const isUsual = guides.every(({ matters }) => matters.join() === matter)
      return printFaq({ title: basename(path, '.md'), matter: isUsual ? matter : null }, guides)
    }
  }
}

function readSources(path: string, text: string): { entries: ParsedSource[]; problems: LineProblem[] } {
  const kind = kindOf(path)
  switch (kind) {
    case 'statute':
      return { entries: [parseStatute(text, basename(path))], problems: [] }
    case 'guide':
      return parseGuide(text)
    case 'faq':
      return parseFaq(text)
    case 'confirmed':
      return { entries: readAnswers(path, text), problems: [] }
    case null:
      throw new RangeError(`${path} is no document of the folder`)
    default:
      return kind satisfies never
  }
}

function lineOf(path: string, source: ParsedSource, lines: readonly VersionLine[]): VersionLine | null {
  const kind = kindOf(path)
  const found =
    kind === 'confirmed'
      ? lines.find(({ id, of }) => id === sourceRows(source, of).version.id)
      : kind === 'faq'
        ? lines.find(({ title }) => title === source.title)
        : lines[0]
  return found ?? null
}

function otherFields(stored: ParsedSource, read: ParsedSource): Record<string, unknown> {
  const before = withoutLine(read)
  return Object.fromEntries(
    Object.entries(withoutLine(stored)).filter(
      ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[name]),
    ),
  )
}

/** Where a confirmed answer stands is said of the files that hold it. */
function withoutLine(source: ParsedSource): Record<string, unknown> {
  const { line: _, ...rest } = source as ParsedGuide
  return rest
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}
