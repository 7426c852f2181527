import { UnreadableFileError } from './parsed-source.js'
import { parseCsv } from './read-csv.js'
import { PROCESS_LIMITS, type ProcessLimits, readInProcess } from './read-in-process.js'
import { readText } from './read-text.js'
import { checkZip, ZIP_LIMITS } from './zip-guard.js'

const MAX_ROWS = 100_000
const MAX_COLUMNS = 100
const MAX_CELL_LENGTH = 20_000
const MAX_TEXT_LENGTH = 30_000_000

export interface TableRow {
  /** 1-based row in the sheet; in a CSV file, the line that the row ends on when no cell holds a line break. */
  line: number
  cells: string[]
}

type WorkerAnswer = { rows: TableRow[] } | { error: 'malformed' | 'too_long' }

/**
 * Rows of the first sheet as trimmed strings, empty ones left out, the header first.
 * @throws {UnreadableFileError} wrong_format, too_large, encrypted, malformed, empty
 */
export async function readTable(
  bytes: Buffer,
  file: string,
  limits: ProcessLimits = PROCESS_LIMITS,
): Promise<TableRow[]> {
  const rows = /\.xlsx$/i.test(file) ? await readXlsx(bytes, file, limits) : readCsv(bytes, file)
  const used = rows
    .map(({ line, cells }) => ({ line, cells: cells.map((cell) => cell.trim().slice(0, MAX_CELL_LENGTH)) }))
    .filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (used.length === 0)
    throw new UnreadableFileError(file, 'empty', `${file} has no rows: fill it in or leave it out`)
  if (used.length > MAX_ROWS) {
    throw new UnreadableFileError(file, 'too_large', `${file} has more than ${MAX_ROWS} rows: split it`)
  }
  return used
}

function readCsv(bytes: Buffer, file: string): TableRow[] {
  const rows = parseCsv(readText(bytes, file).replace(/^\ufeff/, ''), MAX_ROWS + 1)
  return rows.map((cells, index) => ({ line: index + 1, cells }))
}

async function readXlsx(bytes: Buffer, file: string, limits: ProcessLimits): Promise<TableRow[]> {
  if (!checkZip(bytes, file, ZIP_LIMITS).includes('xl/workbook.xml')) {
    throw new UnreadableFileError(
      file,
      'wrong_format',
      `${file} is not an Excel workbook: save it as .xlsx or .csv`,
    )
  }
  const input = {
    bytes: new Uint8Array(bytes),
    maxRows: MAX_ROWS,
    maxColumns: MAX_COLUMNS,
    maxCellLength: MAX_CELL_LENGTH,
    maxTextLength: MAX_TEXT_LENGTH,
  }
  const answer = await readInProcess<WorkerAnswer>('xlsx-worker.mjs', input, file, limits)
  if ('rows' in answer) return answer.rows
  throw answer.error === 'too_long'
    ? new UnreadableFileError(
        file,
        'too_large',
        `${file} holds more than ${MAX_TEXT_LENGTH / 1e6} million characters: split it`,
      )
    : new UnreadableFileError(file, 'malformed', `${file} is damaged: open it in Excel and save it again`)
}
