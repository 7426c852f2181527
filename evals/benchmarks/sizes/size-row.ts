import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'

export const MEASURED = ['whole search', 'whole search, learned', 'keywords alone'] as const

const rowSchema = z.object({
  what: z.enum(MEASURED),
  passages: z.number().int().positive(),
  /** Over questions, of each the least of three times. */
  p50Ms: z.number(),
  p99Ms: z.number(),
  /** Resident memory that the loaded index and its searches need, after garbage was collected. */
  memoryMb: z.number(),
  /** Until the first search is possible; null where it was made in memory. */
  loadSeconds: z.number().nullable(),
  /** Share of the nearest passages by the exact scan that the graph finds; null where no graph was asked. */
  graphRecall: z.number().min(0).max(1).nullable(),
  /** Processes that ran or waited to run in the minute before the end, this one among them. */
  load: z.number(),
})

/** Time and memory of search in a corpus of one size. */
export type SizeRow = z.infer<typeof rowSchema>

/** What the process that searches tells. */
export type Measured = Omit<SizeRow, 'what' | 'load'>

const fileSchema = z.object({ measuredAt: z.string(), processor: z.string(), rows: z.array(rowSchema) })
export type SizesFile = z.infer<typeof fileSchema>

/** Written by `npm run bench -- sizes`. */
export const SIZES_FILE = join(import.meta.dirname, 'sizes.json')

/** What was measured last, in the order of measuring; null where it never was. @throws {z.ZodError} */
export function readSizes(path = SIZES_FILE): SizesFile | null {
  return existsSync(path) ? fileSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null
}
