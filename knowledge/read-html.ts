import { UnreadableFileError } from './parsed-source.js'
import { PROCESS_LIMITS, type ProcessLimits, readInProcess } from './read-in-process.js'

export interface HtmlLimits extends ProcessLimits {
  maxElements: number
  /** Elements inside of each other: finding the article of a page takes time with the square of it. */
  maxDepth: number
}

export const HTML_LIMITS: HtmlLimits = {
  ...PROCESS_LIMITS,
  timeoutMs: 20_000,
  maxElements: 200_000,
  maxDepth: 200,
}

type WorkerAnswer = { title: string; whole: string; article: string } | { error: 'too_deep' }

/**
 * The article of a web page as lines; scripts, styles, menus and forms are left out. Nothing is executed or fetched.
 * @throws {UnreadableFileError} too_large (elements, time or memory), malformed (nested too deeply), empty
 */
export async function readHtml(html: string, file: string, limits = HTML_LIMITS): Promise<string> {
  const { maxElements, maxDepth } = limits
  if (countTags(html) > maxElements) {
    throw new UnreadableFileError(
      file,
      'too_large',
      `${file} has more than ${maxElements} elements: save the article only`,
    )
  }
  const answer = await readInProcess<WorkerAnswer>('html-worker.mjs', { html, maxDepth }, file, limits)
  if ('error' in answer) {
    throw new UnreadableFileError(
      file,
      'malformed',
      `${file} has more than ${maxDepth} elements inside of each other: save the article only`,
    )
  }
  const { title, whole, article } = answer
  // Readability drops parts of very plain pages, which many statute pages are.
  const lines = article.length >= whole.length * 0.6 ? article : whole
  const text = title !== '' && !lines.slice(0, 400).includes(title) ? `${title}\n${lines}` : lines
  if (text.trim() === '') {
    throw new UnreadableFileError(file, 'empty', `${file} holds no text: save the page with its content`)
  }
  return text
}

function countTags(html: string): number {
  let count = 0
  for (let at = html.indexOf('<'); at >= 0; at = html.indexOf('<', at + 1)) count++
  return count
}
