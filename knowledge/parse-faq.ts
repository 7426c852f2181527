import { readFrontMatter } from './front-matter.js'
import { readGuideBlocks } from './guide-blocks.js'
import { collectCites, listOf, readDate, readMatters, readRegion, readServiceLines } from './guide-fields.js'
import type { LineProblem } from './line-problem.js'
import type { ParsedGuides } from './parse-guide.js'
import type { ParsedGuide } from './parsed-source.js'
import type { TableRow } from './read-table.js'
import { titleProblem } from './title-problem.js'

/** Names of the fields in Markdown bullets and in table headers. */
const FIELDS = {
  asks: ['也这样问', '其他问法', '相似问题', 'asks'],
  serviceLines: ['业务', '业务条线', 'serviceLines', 'serviceLine'],
  followUps: ['接着问', 'followUps'],
  matters: ['事项', '领域', 'matter', 'matters'],
  region: ['地区', '区域', 'region'],
  cites: ['依据', '法律依据', 'cites'],
  effectiveFrom: ['生效', '生效日期', 'effectiveFrom'],
  effectiveTo: ['失效', '失效日期', 'effectiveTo'],
} as const
const QUESTION = ['问题', '问', 'question', '标题']
const ANSWER = ['答案', '答', '回答', '答复', 'answer']

type Field = keyof typeof FIELDS

function fieldOf(name: string): Field | null {
  const wanted = name.trim().toLowerCase()
  for (const [field, names] of Object.entries(FIELDS)) {
    if (names.some((known) => known.toLowerCase() === wanted)) return field as Field
  }
  return null
}

interface RawEntry {
  question: string
  line: number
  fields: Partial<Record<Field, string>>
  answer: string[]
}

/** A Q&A file: one `##` a question, as in knowledge/starter/README.md. An entry without an answer is left out, with a problem. */
export function parseFaq(text: string): ParsedGuides {
  const { data, body, bodyLine, problems: yamlProblems } = readFrontMatter(text)
  const problems = [...yamlProblems]
  const defaults: Partial<Record<Field, string>> = {}
  for (const [key, value] of Object.entries(data)) {
    const field = fieldOf(key)
    if (field !== null) defaults[field] = listOf(value).join('|')
    else if (key !== 'title')
      problems.push({
        line: 1,
        message: `Unknown key "${key}" in the front matter: use title, matter, region`,
      })
  }
  const raw: RawEntry[] = []
  body.forEach((line, index) => {
    const question = /^##\s+(.+?)\s*$/.exec(line)
    const number = bodyLine + index
    const entry = raw.at(-1)
    if (question !== null) raw.push({ question: question[1]!, line: number, fields: {}, answer: [] })
    else if (entry === undefined) {
      if (line.trim() !== '' && !/^#\s/.test(line)) {
        problems.push({
          line: number,
          message: 'Text before the first question: begin each question with "## "',
        })
      }
    } else {
      const field = /^-\s*([^:：]{2,14})[:：]\s*(.*)$/.exec(line)
      const name = field === null ? null : fieldOf(field[1]!)
      if (field !== null && name !== null && entry.answer.every((part) => part.trim() === ''))
        entry.fields[name] = field[2]!
      else entry.answer.push(line)
    }
  })
  if (raw.length === 0)
    problems.push({ line: null, message: 'The file holds no question: begin each one with "## "' })
  return finish(raw, defaults, problems)
}

/** Whether a header row is one of Q&A: 问题 and 答案, or question and answer. */
export function isFaqHeader(header: string[]): boolean {
  return columnOf(header, QUESTION) >= 0 && columnOf(header, ANSWER) >= 0
}

/** Q&A from a table whose first row is a header that `isFaqHeader` knows. */
export function parseFaqTable(rows: TableRow[]): ParsedGuides {
  const [header, ...entries] = rows
  const names = header?.cells ?? []
  const problems: LineProblem[] = []
  const raw = entries.map(({ line, cells }): RawEntry => {
    const fields: Partial<Record<Field, string>> = {}
    names.forEach((name, column) => {
      const field = fieldOf(name)
      if (field !== null && cells[column]) fields[field] = cells[column]
    })
    const question = cells[columnOf(names, QUESTION)] ?? ''
    const answer = (cells[columnOf(names, ANSWER)] ?? '').split(/\r\n?|\n/)
    return { question, line, fields, answer }
  })
  return finish(raw, {}, problems)
}

function columnOf(header: string[], names: string[]): number {
  return header.findIndex((cell) => names.includes(cell.trim().toLowerCase()))
}

function finish(
  raw: RawEntry[],
  defaults: Partial<Record<Field, string>>,
  problems: LineProblem[],
): ParsedGuides {
  const entries: ParsedGuide[] = []
  const seen = new Map<string, number>()
  for (const { question, line, fields, answer } of raw) {
    const { lead, sections } = readGuideBlocks(answer)
    const first = seen.get(question)
    const wrong =
      question.trim() === ''
        ? 'The question is empty: write it down'
        : (titleProblem(question) ??
          (lead === '' ? `"${question}" has no direct answer: begin with a paragraph` : null))
    if (wrong !== null) {
      problems.push({ line, message: wrong })
      continue
    }
    if (first !== undefined) {
      problems.push({ line, message: `"${question}" stands on line ${first} already: keep one of them` })
      continue
    }
    const all = { ...defaults, ...fields }
    const before = problems.length
    const regionCode = readRegion(all.region, line, problems)
    if (problems.length > before) continue
    seen.set(question, line)
    const entry: ParsedGuide = {
      kind: 'faq',
      title: question,
      matters: readMatters(listOf(all.matters, /[|｜；;,，、]/), line, problems),
      serviceLines: readServiceLines(listOf(all.serviceLines, /[|｜；;,，、]/), line, problems),
      regionCode,
      office: null,
      fee: null,
      timeLimit: null,
      materials: [],
      asks: listOf(all.asks),
      followUps: listOf(all.followUps),
      cites: [],
      effectiveFrom: readDate(all.effectiveFrom, 'effectiveFrom', line, problems),
      effectiveTo: readDate(all.effectiveTo, 'effectiveTo', line, problems),
      lead,
      sections,
    }
    entry.cites = collectCites(entry, listOf(all.cites), line, problems)
    entries.push(entry)
  }
  return { entries, problems }
}
