import { readFileSync } from 'node:fs'
import type { z } from 'zod'

/** A file that is not in the format that it was read as; the message has one line a fault, with file and line. */
export class RecordError extends Error {
  override name = 'RecordError'
}

/**
 * Records of a JSON list, or one a line, each checked.
 * @throws {RecordError} naming every record that is none, by its first line
 */
export function readRecords<T extends z.ZodType>(path: string, schema: T): z.output<T>[] {
  const content = readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  const pieces = content.trimStart().startsWith('[') ? splitList(content, path) : splitLines(content)
  const faults: string[] = []
  const records: z.output<T>[] = []
  for (const { json, line } of pieces) {
    const read = schema.safeParse(parseJson(json))
    if (read.success) records.push(read.data)
    else faults.push(...read.error.issues.map((issue) => `${path}:${line}: ${describe(issue)}`))
  }
  if (faults.length > 0) throw new RecordError(faults.join('\n'))
  return records
}

interface Piece {
  json: string
  /** From 1. */
  line: number
}

function splitLines(content: string): Piece[] {
  return content
    .split('\n')
    .map((json, index) => ({ json, line: index + 1 }))
    .filter(({ json }) => json.trim() !== '')
}

/** The members of a list, each with the line on which it begins, so that one that is broken can be named. */
function splitList(content: string, path: string): Piece[] {
  const pieces: Piece[] = []
  let depth = 0
  let line = 1
  let start = 0
  let startLine = 1
  let quoted = false
  for (let i = 0; i < content.length; i++) {
    const char = content[i]!
    if (char === '\n') line++
    if (quoted) {
      if (char === '\\') i++
      else if (char === '"' || char === '\n') quoted = false
    } else if (depth === 1 && /[^\s,\]{[]/.test(char)) {
      throw new RecordError(`${path}:${line}: only objects may stand in the list`)
    } else if (char === '"') quoted = true
    else if (char === '[' || char === '{') {
      depth++
      if (depth === 2) {
        start = i
        startLine = line
      }
    } else if (char === ']' || char === '}') {
      depth--
      if (depth === 1) pieces.push({ json: content.slice(start, i + 1), line: startLine })
    }
  }
  if (depth !== 0) throw new RecordError(`${path}:${startLine}: this record or the list is not closed`)
  return pieces
}

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json)
  } catch {
    return undefined
  }
}

function describe({ path, message }: z.core.$ZodIssue): string {
  return path.length > 0 ? `${path.join('.')}: ${message}` : 'this is no JSON object'
}
