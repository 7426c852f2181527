import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import papa from 'papaparse'

/** The cells of every row, empty ones too; the separator is guessed. @param most further rows are left out */
export function parseCsv(text: string, most: number): string[][] {
  return papa.parse<string[]>(text, { preview: most }).data
}

/**
 * What a program wrote: cells separated by commas, empty lines left out.
 * @throws {QuoteError} after a quotation mark that is not closed, rows would be taken for text
 */
export function readCsv(text: string): string[][] {
  const { data, errors } = papa.parse<string[]>(text, { delimiter: ',', skipEmptyLines: true })
  const quotes = errors.find(({ type }) => type === 'Quotes')
  if (quotes) throw new QuoteError((quotes.row ?? 0) + 1)
  return data
}

export class QuoteError extends Error {
  /** @param row from 1 */
  constructor(readonly row: number) {
    super(`Row ${row} has a quotation mark that is not closed`)
  }
}

export function printCsv(rows: readonly (readonly string[])[]): string {
  return `${papa.unparse(rows as string[][], { newline: '\n' })}\n`
}

/**
 * Rows of a table that comes with the program, by column, without empty ones and those that begin with #.
 * @throws {Error} which line has not these columns, or an empty cell
 */
export function readProgramTable<C extends string>(path: string, columns: readonly C[]): Record<C, string>[] {
  return parseProgramTable(readFileSync(path, 'utf8'), basename(path), columns)
}

export function parseProgramTable<C extends string>(
  text: string,
  name: string,
  columns: readonly C[],
): Record<C, string>[] {
  const [header, ...rows] = papa.parse<string[]>(text, { delimiter: ',' }).data
  const malformed = (line: number) => new Error(`${name} line ${line} is not "${columns.join(',')}"`)
  if (header?.join() !== columns.join()) throw malformed(1)
  return rows.flatMap((cells, index) => {
    const first = cells[0]?.trim() ?? ''
    if (first.startsWith('#') || (first === '' && cells.length === 1)) return []
    if (cells.length !== columns.length || cells.some((cell) => cell.trim() === ''))
      throw malformed(index + 2)
    return [Object.fromEntries(columns.map((column, i) => [column, cells[i]!.trim()])) as Record<C, string>]
  })
}
