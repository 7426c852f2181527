import { writeFile } from 'node:fs/promises'
import type { Subject } from '../../platform/privacy/find-person.js'
import { RETENTION_KINDS, type RetentionCounts } from '../../platform/privacy/retention.js'
import { openRecords } from '../compose.js'
import type { Records } from '../create-records.js'
import type { CommandContext } from './command-context.js'
import { type Output, UsageError } from './output.js'

interface PrivacyOptions {
  action: 'export' | 'erase' | 'retention'
  subject?: string
  /** Of `export`. */
  out?: string
  /** Of `erase`. */
  force: boolean
  reason?: string
  /** Of `retention`. */
  dryRun: boolean
}

type Run = (records: Records, output: Output) => Promise<void>

export async function privacyCommand(
  { config, output }: CommandContext,
  options: PrivacyOptions,
): Promise<void> {
  const run = chooseAction(options)
  const records = await openRecords(config, output)
  try {
    await run(records, output)
  } finally {
    await records.close()
  }
}

/** @throws {UsageError} before anything is opened */
function chooseAction({ action, subject, out, force, reason = '', dryRun }: PrivacyOptions): Run {
  switch (action) {
    case 'export': {
      const whose = subjectOf(subject)
      return (records, output) => exportPerson(records, output, whose, out)
    }
    case 'erase': {
      const whose = subjectOf(subject)
      if (force && reason.trim() === '') throw new UsageError('privacy erase --force needs --reason')
      return (records, output) => erase(records, output, whose, force ? { reason: reason.trim() } : null)
    }
    case 'retention':
      return (records, output) => applyRetention(records, output, dryRun)
    default:
      return action satisfies never
  }
}

/** @throws {UsageError} */
function subjectOf(text = ''): Subject {
  if (/^c_[\w-]+$/.test(text)) return { conversationId: text }
  if (/^\d{4}-\d{4}-\d{4,8}$/.test(text)) return { ticketNumber: text }
  // As people write it: 139 1234 5678, +86-139…, 0512-12345678.
  if (/^\+?[\d -]{7,24}$/.test(text)) return { contact: text }
  throw new UsageError('Whose? Give the id of a conversation (c_…), the number of a ticket or a phone number')
}

/** It is handed to the person: on stdout, or in a file that only its owner reads. */
async function exportPerson({ privacy }: Records, output: Output, subject: Subject, out: string | undefined) {
  const document = await privacy.exportPerson(subject)
  const { conversations, calls } = document
  if (out === undefined) return output.result(document, () => JSON.stringify(document, null, 2))
  await writeFile(out, `${JSON.stringify(document, null, 2)}\n`, { mode: 0o600, flag: 'wx' })
  const written = { file: out, conversations: conversations.length, calls: calls.length }
  output.result(
    written,
    () => `Wrote ${out}: ${conversations.length} conversations, ${calls.length} calls at the hotline`,
  )
}

async function erase(
  { privacy }: Records,
  output: Output,
  subject: Subject,
  force: { reason: string } | null,
) {
  const erased = await privacy.erasePerson(subject, force)
  const { conversations, tickets, calls } = erased
  output.result(erased, () =>
    conversations.length + calls === 0
      ? 'Nothing is held about that'
      : `Erased the texts and contacts of ${conversations.length} conversations, ${tickets.length} tickets and ${calls} calls at the hotline`,
  )
}

async function applyRetention({ privacy }: Records, output: Output, dryRun: boolean) {
  const counts = dryRun ? await privacy.retention.due() : await privacy.retention.apply()
  if (counts === null) throw new Error('A server is just at it: look again in a few minutes')
  output.result(counts, () => linesOf(counts, dryRun ? 'would be erased' : 'erased'))
}

function linesOf(counts: RetentionCounts, what: string): string {
  return RETENTION_KINDS.map((kind) => `${kind}\t${counts[kind]} ${what}`).join('\n')
}
