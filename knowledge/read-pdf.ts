import { Worker } from 'node:worker_threads'
import { joinPdfLines } from './join-pdf-lines.js'
import { UnreadableFileError } from './parsed-source.js'

export interface PdfLimits {
  maxPages: number
  timeoutMs: number
  /** Memory the reading thread may use for objects. */
  maxHeapMegabytes: number
}

export const PDF_LIMITS: PdfLimits = { maxPages: 2000, timeoutMs: 60_000, maxHeapMegabytes: 512 }

type WorkerAnswer = { pages: string[] } | { error: 'encrypted' | 'malformed' | 'too_many_pages' }

/**
 * Text of a PDF, one paragraph a line, without page numbers and running heads.
 * @throws {UnreadableFileError} encrypted, needs_ocr (pages without text), too_large (pages, time or memory), malformed
 */
export async function readPdf(bytes: Buffer, file: string, limits: PdfLimits = PDF_LIMITS): Promise<string> {
  const answer = await runWorker(bytes, file, limits)
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

function runWorker(bytes: Buffer, file: string, limits: PdfLimits): Promise<WorkerAnswer> {
  const worker = new Worker(new URL('./pdf-worker.mjs', import.meta.url), {
    workerData: { bytes: new Uint8Array(bytes), maxPages: limits.maxPages },
    resourceLimits: { maxOldGenerationSizeMb: limits.maxHeapMegabytes },
    // The thread is plain JavaScript: loaders of the parent would only slow it down.
    execArgv: [],
    env: {},
    stdout: true,
    stderr: true,
  })
  return new Promise<WorkerAnswer>((resolve, reject) => {
    const timer = setTimeout(() => {
      const seconds = Math.round(limits.timeoutMs / 1000)
      reject(
        new UnreadableFileError(
          file,
          'too_large',
          `${file} took longer than ${seconds} s to read: split it or export it again`,
        ),
      )
    }, limits.timeoutMs)
    const settle = (action: () => void) => {
      clearTimeout(timer)
      action()
    }
    worker.once('message', (answer: WorkerAnswer) => settle(() => resolve(answer)))
    worker.once('error', () =>
      settle(() =>
        reject(
          new UnreadableFileError(
            file,
            'too_large',
            `${file} needs too much memory: split it or export it again`,
          ),
        ),
      ),
    )
    worker.once('exit', () => settle(() => reject(refusal('malformed', file, limits))))
  }).finally(() => worker.terminate())
}
