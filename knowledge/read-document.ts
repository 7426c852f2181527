import { open, stat } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { UnreadableFileError } from './parsed-source.js'
import { readDocx } from './read-docx.js'
import { readHtml } from './read-html.js'
import { readPdf } from './read-pdf.js'
import { readTable, type TableRow } from './read-table.js'
import { readText } from './read-text.js'

export interface ReadOptions {
  /** Files above this are refused unread. */
  maxBytes: number
}

export const READ_OPTIONS: ReadOptions = { maxBytes: 50_000_000 }

export type DocumentFormat = 'markdown' | 'text' | 'html' | 'docx' | 'pdf'

export type ReadFile = { format: DocumentFormat; text: string } | { format: 'table'; rows: TableRow[] }

const FORMATS: Record<string, DocumentFormat | 'table'> = {
  '.md': 'markdown',
  '.markdown': 'markdown',
  '.txt': 'text',
  '.jsonl': 'text',
  '.html': 'html',
  '.htm': 'html',
  '.docx': 'docx',
  '.pdf': 'pdf',
  '.csv': 'table',
  '.xlsx': 'table',
}
const INSTEAD: Record<string, string> = {
  '.doc': 'save it as .docx',
  '.wps': 'save it as .docx',
  '.rtf': 'save it as .docx',
  '.odt': 'save it as .docx',
  '.xls': 'save it as .xlsx',
  '.et': 'save it as .xlsx',
  '.ofd': 'export it as PDF',
  '.jpg': 'run text recognition (OCR) and save the text',
  '.jpeg': 'run text recognition (OCR) and save the text',
  '.png': 'run text recognition (OCR) and save the text',
}

/**
 * Reads one file into text or rows, by its ending, after checking that its bytes are what the ending says.
 * @throws {UnreadableFileError} with the reason and what to do
 */
export async function readDocument(path: string, options: ReadOptions = READ_OPTIONS): Promise<ReadFile> {
  const file = basename(path)
  formatOf(file)
  return readContent(await readBytes(path, file, options), file, options)
}

/** The same for the bytes of a file. @throws {UnreadableFileError} */
export async function readContent(
  bytes: Buffer,
  file: string,
  options: ReadOptions = READ_OPTIONS,
): Promise<ReadFile> {
  const { ending, format } = formatOf(file)
  checkSize(bytes.length, file, options)
  checkMagic(bytes, format, ending, file)
  switch (format) {
    case 'table':
      return { format, rows: await readTable(bytes, file) }
    case 'docx':
      return { format, text: notEmpty(await readDocx(bytes, file), file) }
    case 'pdf':
      return { format, text: await readPdf(bytes, file) }
    case 'html':
      return { format, text: await readHtml(readText(bytes, file), file) }
    case 'markdown':
    case 'text':
      return { format, text: notEmpty(readText(bytes, file), file) }
    default:
      return format satisfies never
  }
}

function formatOf(file: string): { ending: string; format: DocumentFormat | 'table' } {
  const ending = extname(file).toLowerCase()
  const format = FORMATS[ending]
  if (format !== undefined) return { ending, format }
  const advice = INSTEAD[ending] ?? 'use Markdown, TXT, HTML, DOCX, PDF, CSV or XLSX'
  throw new UnreadableFileError(
    file,
    'unsupported',
    `${file}: ${ending || 'a file without an ending'} is not read: ${advice}`,
  )
}

async function readBytes(path: string, file: string, options: ReadOptions): Promise<Buffer> {
  let size: number
  try {
    const found = await stat(path)
    if (!found.isFile())
      throw new UnreadableFileError(file, 'unreadable', `${file} is not a regular file: name a file`)
    size = found.size
  } catch (error) {
    if (error instanceof UnreadableFileError) throw error
    throw new UnreadableFileError(
      file,
      'unreadable',
      `${file} cannot be opened: check that it exists and may be read`,
    )
  }
  checkSize(size, file, options)
  try {
    const handle = await open(path)
    try {
      return await handle.readFile()
    } finally {
      await handle.close()
    }
  } catch {
    throw new UnreadableFileError(file, 'unreadable', `${file} cannot be read: check its permissions`)
  }
}

function checkSize(size: number, file: string, { maxBytes }: ReadOptions): void {
  if (size === 0) throw new UnreadableFileError(file, 'empty', `${file} is empty: fill it in or leave it out`)
  if (size > maxBytes) {
    const [is, most] = [size, maxBytes].map((bytes) => (bytes / 1e6).toFixed(1))
    throw new UnreadableFileError(file, 'too_large', `${file} has ${is} MB, more than ${most} MB: split it`)
  }
}

function checkMagic(bytes: Buffer, format: DocumentFormat | 'table', ending: string, file: string): void {
  const is = kindOfBytes(bytes)
  const isZip = format === 'docx' || ending === '.xlsx'
  if (isZip && is === 'ole') {
    throw new UnreadableFileError(
      file,
      'encrypted',
      `${file} is protected by a password or in the old Office format: save it as ${ending} without a password`,
    )
  }
  const expected = isZip ? 'zip' : format === 'pdf' ? 'pdf' : 'other'
  if (is === expected) return
  throw new UnreadableFileError(
    file,
    'wrong_format',
    `${file} is not a ${ending.slice(1).toUpperCase()} file, although its name says so: give it its right ending or save it again`,
  )
}

function kindOfBytes(bytes: Buffer): 'pdf' | 'zip' | 'ole' | 'image' | 'other' {
  if (bytes.subarray(0, 1024).includes('%PDF-')) return 'pdf'
  if (bytes.subarray(0, 4).equals(Buffer.from([0x50, 0x4b, 3, 4]))) return 'zip'
  if (bytes.subarray(0, 4).equals(Buffer.from([0xd0, 0xcf, 0x11, 0xe0]))) return 'ole'
  if (
    bytes.subarray(0, 4).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47])) ||
    (bytes[0] === 0xff && bytes[1] === 0xd8)
  )
    return 'image'
  return 'other'
}

function notEmpty(text: string, file: string): string {
  if (text.replace(/[\s\ufeff\u200b]/g, '') !== '') return text
  throw new UnreadableFileError(file, 'empty', `${file} holds no text: fill it in or leave it out`)
}
