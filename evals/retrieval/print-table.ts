/** Prints rows as an aligned table; numbers with three digits after the point at most. */
export function printTable(rows: readonly Record<string, string | number>[]): void {
  const columns = [...new Set(rows.flatMap(Object.keys))]
  const cells = [columns, ...rows.map((row) => columns.map((column) => show(row[column])))]
  const widths = columns.map((_, c) => Math.max(...cells.map((line) => line[c]!.length)))
  for (const line of cells)
    console.log(
      line
        .map((cell, c) => cell.padEnd(widths[c]!))
        .join('  ')
        .trimEnd(),
    )
}

function show(value: string | number | undefined): string {
  return typeof value === 'number' ? String(Math.round(value * 1000) / 1000) : (value ?? '')
}
