import { z } from 'zod'
import { parseArticleReferences, parseCitations } from './article-reference.js'
import { findRegion } from './find-region.js'
import type { LineProblem } from './line-problem.js'
import { isMatter, MATTERS, type Matter } from './matter.js'
import type { ParsedGuide } from './parsed-source.js'
import { isRegionCode } from './regions.js'
import { SERVICE_LINES, type ServiceLine } from './service-line.js'

/** Values of one field: a YAML list, or one text with | ； 、 between them. */
export function listOf(value: unknown, separator = /[|｜；;\n]/): string[] {
  const parts = Array.isArray(value)
    ? value.map(String)
    : typeof value === 'string'
      ? value.split(separator)
      : []
  return parts.map((part) => part.trim()).filter((part) => part !== '')
}

export function textOf(value: unknown): string | null {
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : null
}

/** Matters by key or Chinese label. */
export function readMatters(values: string[], line: number, problems: LineProblem[]): Matter[] {
  return values.flatMap((value) => {
    const key = isMatter(value) ? value : Object.entries(MATTERS).find(([, label]) => label === value)?.[0]
    if (key !== undefined && isMatter(key)) return [key]
    problems.push({ line, message: `"${value}" is no matter: use one of ${Object.keys(MATTERS).join(', ')}` })
    return []
  })
}

/** Service lines by key or Chinese label; operators may add keys of their own. */
export function readServiceLines(values: string[], line: number, problems: LineProblem[]): ServiceLine[] {
  return values.flatMap((value) => {
    const key = Object.entries(SERVICE_LINES).find(([, label]) => label === value)?.[0] ?? value
    if (/^[a-z][a-z0-9_]*$/.test(key)) return [key]
    problems.push({
      line,
      message: `"${value}" is no service line: use a key such as ${Object.keys(SERVICE_LINES).join(', ')}`,
    })
    return []
  })
}

/** A division code or a name that has one owner. */
export function readRegion(value: unknown, line: number, problems: LineProblem[]): string | null {
  const text = textOf(value)
  if (text === null) return null
  const code = isRegionCode(text) ? text : findRegion(text)
  if (code === null)
    problems.push({ line, message: `"${text}" is no known region: use its division code, such as 320100` })
  return code
}

export function readDate(
  value: unknown,
  field: string,
  line: number,
  problems: LineProblem[],
): string | null {
  const text = textOf(value)
  if (text === null) return null
  if (z.iso.date().safeParse(text).success) return text
  problems.push({ line, message: `${field} "${text}" is no date: write it as 2024-07-01` })
  return null
}

/** Every article cited in 〔〕 or listed, each once, with its law's name: 劳动合同法第八十五条. */
export function collectCites(
  guide: Pick<ParsedGuide, 'lead' | 'sections'>,
  listed: string[],
  line: number,
  problems: LineProblem[],
): string[] {
  const cites = new Set<string>()
  for (const cite of listed) {
    const references = parseArticleReferences(cite)
    if (references.length === 0 || references.some(({ lawName }) => lawName === null)) {
      problems.push({
        line,
        message: `"${cite}" names no article: write law and article, such as 劳动合同法第三十条`,
      })
    }
    addWritten(cites, cite, references)
  }
  for (const text of [guide.lead, ...guide.sections.flatMap(({ items }) => items)]) {
    for (const marker of parseCitations(text)) {
      if (marker.references.length === 0 || marker.references.some(({ lawName }) => lawName === null)) {
        problems.push({
          line,
          message: `〔${marker.text}〕 names no article: write law and article, such as 劳动合同法第三十条`,
        })
      }
      addWritten(cites, text, marker.references)
    }
  }
  return [...cites]
}

function addWritten(
  cites: Set<string>,
  text: string,
  references: ReturnType<typeof parseArticleReferences>,
): void {
  for (const { lawName, start, end } of references) {
    if (lawName === null) continue
    const written = text.slice(start, end)
    cites.add(
      /^(?:第|[\d０-９一二三四五六七八九十百千零〇])/.test(written) ? `${lawName}${written}` : written,
    )
  }
}
