import type { Progress } from '../step.js'
import { statementDraftSchema } from './answer-draft.js'
import type { CheckStatement } from './check-statement.js'
import { readPartialJson } from './read-json-text.js'

/**
 * Reports the answer while the model writes it: whole sentences only, and only where the sources of the sentence were
 * written before it and have been checked. Each report begins with the one before.
 */
export function tellWhileWriting(check: CheckStatement, onProgress: (progress: Progress) => void) {
  let told = ''
  let read = 0
  return (json: string): void => {
    const added = json.slice(read)
    read = json.length
    if (!/[。！？!?}\]]/.test(added)) return
    const text = tellable(readPartialJson(json), check)
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
