import type { Progress } from '../step.js'
import { statementDraftSchema } from './answer-draft.js'
import type { CheckStatement } from './check-statement.js'
import { readPartialJson } from './read-json-text.js'

/** All that is written is read again each time: a short text at once, a longer one now and then. */
const SHORT_LENGTH = 2000
const REST_MS = 100
/** Beyond any answer: what a model goes on to write is not told. */
const MAX_TOLD_LENGTH = 12_000

/**
 * Reports the answer while the model writes it: whole sentences only, and only where the sources of the sentence were
 * written before it and have been checked. Each report begins with the one before; the last may lack what was written in
 * the tenth of a second before the end.
 * @param now milliseconds of any clock
 */
export function tellWhileWriting(
  check: CheckStatement,
  onProgress: (progress: Progress) => void,
  now = () => performance.now(),
) {
  let told = ''
  let read = 0
  let waiting = false
  let readAtMs = Number.NEGATIVE_INFINITY
  return (json: string): void => {
    waiting ||= /[。！？!?}\]]/.test(json.slice(read))
    read = json.length
    const length = json.length - Math.max(0, json.lastIndexOf('</think>'))
    const rests = length > SHORT_LENGTH && now() < readAtMs + REST_MS
    if (!waiting || rests || length > MAX_TOLD_LENGTH) return
    waiting = false
    const text = tellable(readPartialJson(json), check)
    readAtMs = now()
    if (text.length <= told.length || !text.startsWith(told)) return
    told = text
    onProgress({ kind: 'partial', text })
  }
}

function tellable(draft: unknown, check: CheckStatement): string {
  if (!isRecord(draft) || draft.settled !== true) return ''
  const statements = Object.entries(draft).flatMap(([key, value]): unknown[] => {
    if (key === 'summary') return [value]
    if ((key === 'points' || key === 'steps') && Array.isArray(value)) return value
    // Something else has begun, so the statement before it is complete.
    return key === 'followUps' ? [null] : []
  })
  const texts = statements.map((statement, index) => {
    const open = index === statements.length - 1
    if (open && isRecord(statement) && Object.keys(statement).at(-1) !== 'text') return ''
    const parsed = statementDraftSchema.safeParse(statement)
    const sentences = (parsed.success && check(parsed.data)?.sentences) || []
    // The last one may still be in the making.
    return (open ? sentences.slice(0, -1) : sentences).join('')
  })
  return texts.filter((text) => text !== '').join('\n')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
