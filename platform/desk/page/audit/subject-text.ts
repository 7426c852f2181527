import { switchName } from '../switches/switch-words.js'
import type { AuditEntry } from './audit-api.js'
import { auditWords } from './audit-words.js'

const MANY = /^(\d+) (drafts|sources|versions)$/

/** What an entry is about, as people call it. */
export function subjectText({ action, subject, subjectName, details }: AuditEntry): string {
  if (subjectName !== null) return subjectName
  if (action.startsWith('switch.')) return switchName(subject)
  if (!action.startsWith('knowledge.')) return subject
  const many = MANY.exec(subject)
  if (many) return auditWords.many[many[2] as keyof typeof auditWords.many](many[1]!)
  const { title, name, question, files } = details
  if (action === 'knowledge.upload') return auditWords.many.files(String(files))
  if (typeof title === 'string') return title
  if (typeof name === 'string') return name
  if (typeof question === 'string') return question
  const [first] = [details.drafts, details.sources, details.entries, details.articles].flat().filter(isTitled)
  return first?.title ?? subject
}

function isTitled(value: unknown): value is { title: string } {
  return typeof value === 'object' && value !== null && 'title' in value && typeof value.title === 'string'
}
