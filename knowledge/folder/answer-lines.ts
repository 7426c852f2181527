import { z } from 'zod'
import { confirmedEntry } from '../parse-confirmed.js'
import type { ParsedGuide } from '../parsed-source.js'
import { readLines } from './folder-format.js'
import { guideFields, plainText } from './source-fields.js'

const answerLine = guideFields
  .omit({ kind: true, title: true, lead: true })
  .partial()
  .extend({ question: plainText.min(1), answer: plainText, cites: z.array(plainText) })

/**
 * Confirmed answers, a JSON document a line, as `wenfa learn` reads them; what else one has follows under its own name.
 * Read back they are word for word the same: answers that `wenfa learn` would join stay apart.
 */
export function printAnswers(entries: readonly ParsedGuide[]): string {
  return entries
    .map((entry) => {
      const usual = confirmedEntry(entry.title, entry.lead, entry.cites, null)
      const { title, lead, cites, line: _, ...rest } = entry
      const more = Object.entries(rest).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(usual[name as keyof ParsedGuide]),
      )
      return `${JSON.stringify({ question: title, answer: lead, cites, ...Object.fromEntries(more) })}\n`
    })
    .join('')
}

/** @throws {FolderError} names each line that is damaged */
export function readAnswers(path: string, text: string): ParsedGuide[] {
  return readLines(text, path, answerLine).map(({ question, answer, cites, ...more }) => ({
    ...confirmedEntry(question, answer, cites, null),
    lead: answer,
    ...(more as Partial<ParsedGuide>),
  }))
}
