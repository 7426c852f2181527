import { isMap, LineCounter, parseDocument, stringify } from 'yaml'
import type { LineProblem } from './line-problem.js'

export interface FrontMatter {
  /** Keys as written; values as YAML gives them, dates as text. Empty when there is none. */
  data: Record<string, unknown>
  /** Lines after it. */
  body: string[]
  /** 1-based number of the first line of `body` in the file. */
  bodyLine: number
  problems: LineProblem[]
}

/** Splits `---` YAML `---` from the Markdown below it. */
export function readFrontMatter(text: string): FrontMatter {
  const lines = text.replace(/^\ufeff/, '').split(/\r\n?|\n/)
  const end =
    lines[0]?.trim() === '---' ? lines.findIndex((line, index) => index > 0 && line.trim() === '---') : -1
  if (end < 0) return { data: {}, body: lines, bodyLine: 1, problems: [] }
  const counter = new LineCounter()
  const document = parseDocument(lines.slice(1, end).join('\n'), {
    lineCounter: counter,
    // Codes and dates stay as they are written.
    schema: 'failsafe',
  })
  const problem = (line: number, { message }: Error): LineProblem => ({
    line,
    message: `The front matter is not valid YAML: ${message.split('\n')[0]}`,
  })
  const problems = document.errors.map((error) => problem(1 + (error.linePos?.[0].line ?? 1), error))
  let data: Record<string, unknown> = {}
  try {
    if (problems.length === 0 && isMap(document.contents)) data = document.toJS({ maxAliasCount: 10 })
  } catch (error) {
    // An alias that stands for nothing, or for too much.
    problems.push(problem(1, error as Error))
  }
  return { data, body: lines.slice(end + 1), bodyLine: end + 2, problems }
}

/** What `readFrontMatter` reads back, without what is null or empty, and with its closing line. */
export function printFrontMatter(data: Readonly<Record<string, string | readonly string[] | null>>): string {
  const given = Object.entries(data).filter(([, value]) => value !== null && value.length > 0)
  const yaml = stringify(Object.fromEntries(given), { schema: 'failsafe', lineWidth: 0 })
  return `---\n${given.length > 0 ? yaml : ''}---\n`
}
