import { z } from 'zod'
import { parseArticleReferences } from './article-reference.js'
import type { LineProblem } from './line-problem.js'
import type { ParsedGuide } from './parsed-source.js'

const recordSchema = z.object({
  question: z.string().trim().min(1).max(500),
  answer: z.string().nullish(),
  /** Articles by law and number: 民法典第五十四条. */
  cites: z.array(z.string()).optional(),
  /** The same, as evaluation sets name them. */
  gold: z.array(z.object({ name: z.string() })).optional(),
})

/** What an answer begins with before it answers. */
const COURTESY = /^(?:您好|你好)[，,。！!：:]*\s*/

/**
 * Confirmed answers: a JSON document a line, `{question, answer?, cites}`, each of which becomes a Q&A. A question that
 * comes again adds its articles to the first one.
 */
export function parseConfirmed(text: string): { entries: ParsedGuide[]; problems: LineProblem[] } {
  const problems: LineProblem[] = []
  const byQuestion = new Map<string, ParsedGuide>()
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const record = readRecord(line)
    if (typeof record === 'string') {
      problems.push({ line: index + 1, message: record })
      continue
    }
    const cites = [...(record.cites ?? []), ...(record.gold ?? []).map(({ name }) => name)]
    const unread = cites.find((cite) => !parseArticleReferences(cite).some(({ lawName }) => lawName !== null))
    if (cites.length === 0 || unread !== undefined) {
      const message = unread
        ? `"${unread}" names no article: write law and number, as 民法典第五十四条`
        : 'No article is cited: name those that decide the question in "cites"'
      problems.push({ line: index + 1, message })
      continue
    }
    const known = byQuestion.get(record.question)
    if (known) known.cites = [...new Set([...known.cites, ...cites])]
    else byQuestion.set(record.question, entryOf(record.question, record.answer ?? '', cites))
  }
  return { entries: [...byQuestion.values()], problems }
}

function readRecord(line: string): z.infer<typeof recordSchema> | string {
  let json: unknown
  try {
    json = JSON.parse(line)
  } catch {
    return 'This line is no JSON: one document a line is needed'
  }
  const read = recordSchema.safeParse(json)
  if (read.success) return read.data
  const [issue] = read.error.issues
  return `${issue?.path.join('.') || 'The line'}: ${issue?.message}; needed is {"question", "answer", "cites"}`
}

function entryOf(question: string, answer: string, cites: string[]): ParsedGuide {
  const lead = answer.replace(COURTESY, '').trim()
  return {
    kind: 'faq',
    title: question,
    matters: [],
    serviceLines: [],
    regionCode: null,
    office: null,
    fee: null,
    timeLimit: null,
    materials: [],
    asks: [],
    followUps: [],
    cites: [...new Set(cites)],
    effectiveFrom: null,
    effectiveTo: null,
    // Without words of its own an answer is the question's articles.
    lead: lead === '' ? question : lead,
    sections: [],
  }
}
