import exceljs from 'exceljs'
import { answerInProcess } from './answer-in-process.mjs'

answerInProcess(async ({ bytes, maxRows, maxColumns, maxCellLength, maxTextLength }) => {
  const workbook = new exceljs.Workbook()
  try {
    await workbook.xlsx.load(bytes)
  } catch {
    return { error: 'malformed' }
  }
  const rows = []
  let length = 0
  workbook.worksheets[0]?.eachRow((row, line) => {
    if (rows.length > maxRows || length > maxTextLength) return
    const cells = []
    // One stray cell far to the right must not make thousands of empty ones.
    for (let column = 1; column <= Math.min(row.cellCount, maxColumns); column++) {
      const text = cellText(row.getCell(column)).trim().slice(0, maxCellLength)
      length += text.length
      cells.push(text)
    }
    rows.push({ line, cells })
  })
  // A text that many cells share is small in the file and is copied for each of them on its way to whoever asked.
  return length > maxTextLength ? { error: 'too_long' } : { rows }
})

function cellText(cell) {
  if (cell.value instanceof Date) return cell.value.toISOString().slice(0, 10)
  try {
    return String(cell.text ?? '')
  } catch {
    // A formula whose result is missing has no text.
    return ''
  }
}
