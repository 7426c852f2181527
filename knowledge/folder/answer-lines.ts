import { z } from 'zod'
import type { LineProblem } from '../line-problem.js'
import { confirmedEntry } from '../parse-confirmed.js'
import type { ParsedGuide } from '../parsed-source.js'

const answerLine = z.looseObject({
  question: z.string().min(1),
  answer: z.string(),
  cites: z.array(z.string()),
})

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

export function readAnswers(text: string): { entries: ParsedGuide[]; problems: LineProblem[] } {
  const entries: ParsedGuide[] = []
  const problems: LineProblem[] = []
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const read = answerLine.safeParse(jsonOf(line))
    if (!read.success) {
      problems.push({
        line: index + 1,
        message: 'This line is no {"question", "answer", "cites"}: correct it',
      })
      continue
    }
    const { question, answer, cites, ...more } = read.data
    entries.push({ ...confirmedEntry(question, answer, cites, null), lead: answer, ...more })
  }
  return { entries, problems }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
