import { words } from '../words.js'
import type { AuditEntry } from './audit-api.js'
import { auditWords } from './audit-words.js'

interface EntryDetailsProps {
  details: AuditEntry['details']
  officeName: (id: string) => string | undefined
}

/** What belongs to an entry, opened where one wants to know. */
export function EntryDetails({ details, officeName }: EntryDetailsProps) {
  const entries = Object.entries(details)
  if (entries.length === 0) return <span className="table__soft">{auditWords.nothing}</span>
  const read = (value: unknown): string => {
    if (value === null || value === undefined || value === '') return auditWords.nothing
    if (Array.isArray(value)) return value.length > 0 ? value.map(read).join('、') : auditWords.nothing
    if (typeof value === 'object') {
      return Object.entries(value)
        .map(([key, item]) => `${auditWords.keys[key] ?? key}：${read(item)}`)
        .join('，')
    }
    const text = String(value)
    return nameOf(text) ?? officeName(text) ?? text
  }
  return (
    <details className="audit__details">
      <summary>{summaryOf(entries, read)}</summary>
      <dl>
        {entries.map(([key, value]) => (
          <div key={key} className="audit__detail">
            <dt>{auditWords.keys[key] ?? key}</dt>
            <dd>{read(value)}</dd>
          </div>
        ))}
      </dl>
    </details>
  )
}

const SUMMARY_LENGTH = 26
/** What tells little by itself. */
const DULL = new Set(['version', 'stage', 'messageId', 'seq', 'address', 'title'])

/** What tells most of them in a few words. */
function summaryOf(entries: readonly [string, unknown][], read: (value: unknown) => string): string {
  const text = entries
    .filter(([key]) => !DULL.has(key))
    .map(([key, value]) => `${auditWords.keys[key] ?? key}：${read(value)}`)
    .join('，')
  if (text === '') return auditWords.details
  return text.length > SUMMARY_LENGTH ? `${text.slice(0, SUMMARY_LENGTH)}…` : text
}

const NAMES: Readonly<Record<string, string>> = {
  ...auditWords.values,
  ...words.roles,
  ...words.statuses,
  ...words.levels,
}

function nameOf(value: string): string | undefined {
  return Object.hasOwn(NAMES, value) ? NAMES[value] : undefined
}
