import { joinPdfLines } from './join-pdf-lines.js'
import { UnreadableFileError } from './parsed-source.js'
import { PROCESS_LIMITS, type ProcessLimits, readInProcess } from './read-in-process.js'

export interface PdfLimits extends ProcessLimits {
  maxPages: number
  /** Characters on all pages. */
  maxTextLength: number
}

export const PDF_LIMITS: PdfLimits = { ...PROCESS_LIMITS, maxPages: 2000, maxTextLength: 30_000_000 }

type Refusal = 'encrypted' | 'malformed' | 'too_many_pages' | 'too_long'
type WorkerAnswer = { pages: string[] } | { error: Refusal }

/**
 * Text of a PDF, one paragraph a line, without page numbers and running heads.
 * @throws {UnreadableFileError} encrypted, needs_ocr (pages without text), too_large (pages, time or memory), malformed
 */
export async function readPdf(bytes: Buffer, file: string, limits: PdfLimits = PDF_LIMITS): Promise<string> {
  const { maxPages, maxTextLength } = limits
  const input = { bytes: new Uint8Array(bytes), maxPages, maxTextLength }
  const answer = await readInProcess<WorkerAnswer>('pdf-worker.mjs', input, file, limits)
  if ('error' in answer) throw refusal(answer.error, file, limits)
  const text = joinPdfLines(answer.pages)
  if (text.replace(/\s/g, '').length < 10) {
    throw new UnreadableFileError(
      file,
      'needs_ocr',
      `${file} has pages but no text, it is probably a scan: run text recognition (OCR) on it first`,
    )
  }
  return text
}

function refusal(error: Refusal, file: string, { maxPages, maxTextLength }: PdfLimits): UnreadableFileError {
  switch (error) {
    case 'encrypted':
      return new UnreadableFileError(file, error, `${file} is protected by a password: save it without one`)
    case 'malformed':
      return new UnreadableFileError(file, error, `${file} is not a whole PDF: export it again`)
    case 'too_many_pages':
      return new UnreadableFileError(file, 'too_large', `${file} has more than ${maxPages} pages: split it`)
    case 'too_long':
      return new UnreadableFileError(
        file,
        'too_large',
        `${file} holds more than ${maxTextLength / 1e6} million characters: split it`,
      )
    default:
      return error satisfies never
  }
}
