import { UnreadableFileError } from './parsed-source.js'
import { readInProcess } from './read-in-process.js'
import { checkZip } from './zip-guard.js'

type WorkerAnswer = { text: string } | { error: 'malformed' }

/**
 * Paragraphs of a Word document, one a line; table rows as `| a | b |`.
 * @throws {UnreadableFileError} wrong_format, encrypted, too_large, malformed
 */
export async function readDocx(bytes: Buffer, file: string): Promise<string> {
  const names = checkZip(bytes, file)
  if (!names.includes('word/document.xml')) {
    throw new UnreadableFileError(file, 'wrong_format', `${file} is not a Word document: save it as .docx`)
  }
  const input = { bytes: new Uint8Array(bytes) }
  const answer = await readInProcess<WorkerAnswer>('docx-worker.mjs', input, file)
  if ('text' in answer) return answer.text
  throw new UnreadableFileError(file, 'malformed', `${file} is damaged: open it in Word and save it again`)
}
