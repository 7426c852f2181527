export interface BenchmarkRow {
  what: string
  value: string
  /** What DESIGN promises; empty where it is a comparison. */
  limit: string
  ok: boolean | null
}

export function atMost(what: string, value: number, limit: number, unit: string): BenchmarkRow {
  return { what, value: `${round(value)} ${unit}`, limit: `≤ ${limit} ${unit}`, ok: value <= limit }
}

export function atLeast(what: string, value: number, limit: number, unit: string): BenchmarkRow {
  return { what, value: `${round(value)} ${unit}`, limit: `≥ ${limit} ${unit}`, ok: value >= limit }
}

/** Without a limit of its own: stands beside others. */
export function compared(what: string, value: string): BenchmarkRow {
  return { what, value, limit: '', ok: null }
}

function round(value: number): string {
  return value >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
