import { z } from 'zod'
import { parseArticleReferences } from './article-reference.js'
import type { LineProblem } from './line-problem.js'
import type { MaskTexts } from './mask-texts.js'
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
 * comes again with an article of the first one, or without another answer, adds its articles to it; with another answer
 * from other articles it is an answer of its own, which contradicts the first one.
 */
export function parseConfirmed(
  text: string,
  mask: MaskTexts = (texts) => [...texts],
): { entries: ParsedGuide[]; problems: LineProblem[] } {
  const problems: LineProblem[] = []
  const byQuestion = new Map<string, ParsedGuide[]>()
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue
    const record = readRecord(line)
    if (typeof record === 'string') {
      problems.push({ line: index + 1, message: record })
      continue
    }
    const cites = [...(record.cites ?? []), ...(record.gold ?? []).map(({ name }) => name)]
    const read = cites.filter((cite) => articlesOf(cite).length > 0)
    const problem = (message: string) => problems.push({ line: index + 1, message: mask([message])[0]! })
    if (cites.length === 0) problem('No article is cited: name those that decide the question in "cites"')
    for (const cite of new Set(cites.filter((cite) => !read.includes(cite))))
      problem(`"${cite}" names no article: write law and number, as 民法典第五十四条`)
    if (read.length === 0) continue
    const [question = '', answer = ''] = mask([record.question, record.answer ?? ''])
    const entry = confirmedEntry(question, answer, read, index + 1)
    const before = byQuestion.get(question) ?? []
    const same = before.find(
      ({ lead, cites }) => lead === entry.lead || entry.lead === question || shareArticle(cites, read),
    )
    if (same) same.cites = [...new Set([...same.cites, ...read])]
    else byQuestion.set(question, [...before, entry])
  }
  return { entries: [...byQuestion.values()].flat(), problems }
}

/** Law and number of each article that is named with its law. */
function articlesOf(cite: string): string[] {
  return parseArticleReferences(cite)
    .filter(({ lawName }) => lawName !== null)
    .map(({ lawName, from }) => `${lawName} ${from.number} ${from.suffix}`)
}

function shareArticle(some: readonly string[], others: readonly string[]): boolean {
  const articles = new Set(some.flatMap(articlesOf))
  return others.flatMap(articlesOf).some((article) => articles.has(article))
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

/** @param line null: it stands in no file */
export function confirmedEntry(
  question: string,
  answer: string,
  cites: readonly string[],
  line: number | null,
): ParsedGuide {
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
    ...(line !== null && { line }),
  }
}
