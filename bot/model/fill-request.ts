import type { ZodType } from 'zod'

export interface FillRequest<T> {
  system: string
  user: string
  /** What is wanted; the model sees it as JSON Schema. */
  schema: ZodType<T>
  /** Letters, digits, `_` and `-`. */
  schemaName: string
  /** The turn's: once the server failed under it, it is asked nothing more under it. */
  signal: AbortSignal
  /** Where this may take less than the model's own time-out. */
  timeoutMs?: number
  /** Id of the conversation: those who wait go in turn by it. Default: each signal by itself. */
  party?: string
  /** Streams; gets the JSON written so far, each time longer than before. */
  onText?(partial: string): void
}
