import { basename, extname } from 'node:path'
import { readFrontMatter } from './front-matter.js'
import { isLearnedFile } from './learned-file.js'
import type { LineProblem } from './line-problem.js'
import type { MaskTexts } from './mask-texts.js'
import { parseConfirmed } from './parse-confirmed.js'
import { isFaqHeader, parseFaq, parseFaqTable } from './parse-faq.js'
import { parseGuide } from './parse-guide.js'
import { isOfficeHeader, type ParsedOffice, parseOffices } from './parse-offices.js'
import { parseStatute } from './parse-statute.js'
import { type ParsedSource, UnreadableFileError } from './parsed-source.js'
import { READ_OPTIONS, type ReadFile, type ReadOptions, readDocument } from './read-document.js'
import { titleProblem } from './title-problem.js'

/** `confirmed`: questions with the articles that decide them, a JSON document a line; only where it is asked for. */
export const FILE_KINDS = ['statute', 'guide', 'faq', 'offices', 'confirmed'] as const

export type FileKind = (typeof FILE_KINDS)[number]

/** Changes whenever the same file may give other results: files read before are then read again. */
export const PARSER_VERSION = 3

export interface ParseFileOptions {
  path: string
  /** As reported to people and stored. */
  relativePath: string
  /** Decided by the content where absent. */
  kind?: FileKind
  /** Overrides the region that the file names. */
  regionCode?: string
  /** Of confirmed answers only. */
  mask?: MaskTexts
  read?: ReadOptions
}

export interface ParsedFile {
  sources: ParsedSource[]
  offices: ParsedOffice[]
  /** Entries that were left out or are doubtful; the rest of the file was read. */
  problems: LineProblem[]
}

/**
 * Reads one file of knowledge: a statute, a guide, Q&A or offices.
 * @throws {UnreadableFileError} nothing of the file can be used; the message says which and what to do
 */
export async function parseFile(options: ParseFileOptions): Promise<ParsedFile> {
  refuseUnlearned(options)
  return parseContent(await readDocument(options.path, options.read ?? READ_OPTIONS), options)
}

/** The same for what `readDocument` made of the file. @throws {UnreadableFileError} */
export function parseContent(content: ReadFile, options: Omit<ParseFileOptions, 'read'>): ParsedFile {
  const parsed = parseByKind(content, options)
  if (parsed.sources.length === 0 && parsed.offices.length === 0) {
    const why = parsed.problems[0]
    throw new UnreadableFileError(
      options.relativePath,
      'malformed',
      `${options.relativePath} holds nothing that can be used: ${why === undefined ? 'it has no entries' : `${why.line === null ? '' : `line ${why.line}: `}${why.message}`}`,
      why,
    )
  }
  // Formats can write it as an escape; no database stores it.
  if (holdsNul([parsed.sources, parsed.offices])) {
    throw new UnreadableFileError(
      options.relativePath,
      'malformed',
      `${options.relativePath} holds the character U+0000, which no text has: take it out`,
    )
  }
  const { regionCode } = options
  if (regionCode === undefined) return parsed
  return { ...parsed, sources: parsed.sources.map((source) => ({ ...source, regionCode })) }
}

/** Before such a file is read: it may be of any size and kind. */
function refuseUnlearned({ path, relativePath, kind }: ParseFileOptions): void {
  if (kind !== 'confirmed' || isLearnedFile(path)) return
  throw new UnreadableFileError(
    relativePath,
    'unsupported',
    `${relativePath}: confirmed answers are read from files whose name ends in .jsonl, a JSON document a line`,
  )
}

function parseByKind(
  content: ReadFile,
  { path, relativePath, kind, mask }: Omit<ParseFileOptions, 'read'>,
): ParsedFile {
  if (content.format === 'table') {
    const header = content.rows[0]?.cells ?? []
    if (kind !== 'faq' && isOfficeHeader(header)) {
      const { entries, problems } = parseOffices(content.rows)
      return { sources: [], offices: entries, problems }
    }
    if (kind !== 'offices' && isFaqHeader(header)) return fromGuides(parseFaqTable(content.rows))
    throw new UnreadableFileError(
      relativePath,
      'unsupported',
      `${relativePath} is neither a table of offices nor of Q&A: its first row needs 名称, 层级, 地区 or 问题, 答案`,
    )
  }
  if (kind === 'confirmed') return fromGuides(parseConfirmed(content.text, mask))
  if (extname(path).toLowerCase() === '.jsonl') {
    throw new UnreadableFileError(
      relativePath,
      'unsupported',
      `${relativePath} is no statute, guide or Q&A: confirmed answers are read by wenfa learn`,
    )
  }
  const guideKind = kind ?? (content.format === 'markdown' ? kindOfMarkdown(content.text) : 'statute')
  if (guideKind === 'guide') return fromGuides(parseGuide(content.text))
  if (guideKind === 'faq') return fromGuides(parseFaq(content.text))
  if (guideKind === 'offices') {
    throw new UnreadableFileError(
      relativePath,
      'unsupported',
      `${relativePath} is no table: keep offices in CSV or XLSX`,
    )
  }
  const statute = parseStatute(content.text, basename(path))
  const numbered = statute.provisions.some(({ number }) => number !== null)
  if (kind === undefined && !numbered && !looksOfficial(content.text, statute.title, statute.notes)) {
    throw new UnreadableFileError(
      relativePath,
      'unsupported',
      `${relativePath} is neither a statute (no 第…条, no date of adoption) nor a guide or Q&A (no front matter): name its kind with --kind`,
    )
  }
  if (statute.provisions.length === 0) {
    throw new UnreadableFileError(
      relativePath,
      'empty',
      `${relativePath} has a title but no text: fill it in or leave it out`,
    )
  }
  const tooLong = titleProblem(statute.title)
  if (tooLong !== null) {
    throw new UnreadableFileError(relativePath, 'malformed', `The title of ${relativePath}, ${tooLong}`)
  }
  return { sources: [statute], offices: [], problems: [] }
}

function holdsNul(value: unknown): boolean {
  if (typeof value === 'string') return value.includes('\0')
  return typeof value === 'object' && value !== null && Object.values(value).some(holdsNul)
}

function fromGuides({ entries, problems }: { entries: ParsedSource[]; problems: LineProblem[] }): ParsedFile {
  return { sources: entries, offices: [], problems }
}

/** A guide says its service line or how it is done; Q&A say their matter and hold `##` questions. */
function kindOfMarkdown(text: string): FileKind {
  if (/<!-- INFO END -->/.test(text)) return 'statute'
  const { data, body, problems } = readFrontMatter(text)
  const keys = Object.keys(data)
  const isGuide = ['serviceLine', 'serviceLines', 'office', 'materials', 'fee', 'timeLimit', 'asks'].some(
    (key) => keys.includes(key),
  )
  if (isGuide) return 'guide'
  const hasFields = body.some((line) => /^-\s*(?:也这样问|接着问|业务|asks|followUps)\s*[:：]/.test(line))
  const asks = body.some((line) => /^##\s+.*[？?]\s*$/.test(line))
  if (hasFields || (asks && keys.length > 0)) return 'faq'
  // Broken front matter is told as such by the guide's parser.
  return keys.length > 0 || problems.length > 0 ? 'guide' : 'statute'
}

function looksOfficial(text: string, title: string, notes: string[]): boolean {
  const named =
    /(?:法|法典|条例|规定|办法|解释|细则|决定|意见|规则|修正案|批复|通知|命令|方案|安排|纪要|解答|决议|公告|标准|规范|罪名)(?:[（(][^（()）]*[)）])*$/
  return notes.length > 0 || named.test(title) || /<!-- INFO END -->/.test(text)
}
