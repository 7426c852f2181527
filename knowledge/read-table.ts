import { UnreadableFileError } from './parsed-source.js'
import { parseCsv } from './read-csv.js'
import { readText } from './read-text.js'
import { checkZip, ZIP_LIMITS } from './zip-guard.js'

const MAX_ROWS = 100_000
const MAX_CELL_LENGTH = 20_000

export interface TableRow {
  /** 1-based row in the sheet; in a CSV file, the line that the row ends on when no cell holds a line break. */
  line: number
  cells: string[]
}

/**
 * Rows of the first sheet as trimmed strings, empty ones left out, the header first.
 * @throws {UnreadableFileError} wrong_format, too_large, encrypted, malformed, empty
 */
export async function readTable(bytes: Buffer, file: string): Promise<TableRow[]> {
  const rows = /\.xlsx$/i.test(file) ? await readXlsx(bytes, file) : readCsv(bytes, file)
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

async function readXlsx(bytes: Buffer, file: string): Promise<TableRow[]> {
  if (!checkZip(bytes, file, ZIP_LIMITS).includes('xl/workbook.xml')) {
    throw new UnreadableFileError(
      file,
      'wrong_format',
      `${file} is not an Excel workbook: save it as .xlsx or .csv`,
    )
  }
  const { default: exceljs } = await import('exceljs')
  const workbook = new exceljs.Workbook()
  try {
    await workbook.xlsx.load(new Uint8Array(bytes).buffer)
  } catch {
    throw new UnreadableFileError(file, 'malformed', `${file} is damaged: open it in Excel and save it again`)
  }
  const sheet = workbook.worksheets[0]
  const rows: TableRow[] = []
  sheet?.eachRow((row, line) => {
    const cells: string[] = []
    // One stray cell far to the right must not make thousands of empty ones.
    for (let column = 1; column <= Math.min(row.cellCount, 100); column++)
      cells.push(cellText(row.getCell(column)))
    if (rows.length <= MAX_ROWS) rows.push({ line, cells })
  })
  return rows
}

function cellText(cell: { text: string; value: unknown }): string {
  if (cell.value instanceof Date) return cell.value.toISOString().slice(0, 10)
  try {
    return String(cell.text ?? '')
  } catch {
    // A formula whose result is missing has no text.
    return ''
  }
}
