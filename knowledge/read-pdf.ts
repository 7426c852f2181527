import { joinPdfLines } from './join-pdf-lines.js'
import { UnreadableFileError } from './parsed-source.js'
import { readInThread, THREAD_LIMITS, type ThreadLimits } from './read-in-thread.js'

export interface PdfLimits extends ThreadLimits {
  maxPages: number
}

export const PDF_LIMITS: PdfLimits = { ...THREAD_LIMITS, maxPages: 2000 }

type WorkerAnswer = { pages: string[] } | { error: 'encrypted' | 'malformed' | 'too_many_pages' }

/**
 * Text of a PDF, one paragraph a line, without page numbers and running heads.
 * @throws {UnreadableFileError} encrypted, needs_ocr (pages without text), too_large (pages, time or memory), malformed
 */
export async function readPdf(bytes: Buffer, file: string, limits: PdfLimits = PDF_LIMITS): Promise<string> {
  const input = { bytes: new Uint8Array(bytes), maxPages: limits.maxPages }
  const answer = await readInThread<WorkerAnswer>('pdf-worker.mjs', input, file, limits)
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

function refusal(error: 'encrypted' | 'malformed' | 'too_many_pages', file: string, limits: PdfLimits) {
  if (error === 'encrypted') {
    return new UnreadableFileError(file, error, `${file} is protected by a password: save it without one`)
  }
  if (error === 'too_many_pages') {
    return new UnreadableFileError(
      file,
      'too_large',
      `${file} has more than ${limits.maxPages} pages: split it`,
    )
  }
  return new UnreadableFileError(file, 'malformed', `${file} is not a whole PDF: export it again`)
}
