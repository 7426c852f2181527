import { type AuditVerdict, verifyAudit } from '../../platform/staff/audit/verify-audit.js'
import { openRecords } from '../compose.js'
import type { Records } from '../create-records.js'
import type { CommandContext } from './command-context.js'
import { type Output, UsageError } from './output.js'

interface AuditOptions {
  action: 'list' | 'verify'
  limit: number
  subject?: string
  noted?: string
}

const WHY: Record<NonNullable<AuditVerdict['broken']>['why'], string> = {
  changed: 'it was changed, or written without the data key',
  missing: 'it is missing',
  unlinked: 'it does not follow the one before, or the head does not know it',
  cut_off: 'it and what followed were cut off',
  other_than_noted: 'it is another one than was noted',
}

/** @returns exit code: 1 where the log does not hold */
export async function auditCommand(
  { config, output }: CommandContext,
  options: AuditOptions,
): Promise<number> {
  const noted = readNoted(options.noted)
  const records = await openRecords(config, output)
  try {
    if (options.action === 'list') return await list(records, options, output)
    return await verify(records, noted, output)
  } finally {
    await records.close()
  }
}

async function list({ staff }: Records, { limit, subject }: AuditOptions, output: Output): Promise<number> {
  const rows = await staff.audit.list({ limit, subject })
  output.result(rows, () =>
    rows.length > 0
      ? rows
          .map(({ seq, at, actorName, actorId, action, subject, details }) =>
            [seq, at, actorName ?? actorId ?? 'system', action, subject, JSON.stringify(details)].join('\t'),
          )
          .join('\n')
      : 'Nothing yet',
  )
  return 0
}

async function verify(
  { db, dataKey }: Records,
  noted: { seq: number; hash: string } | undefined,
  output: Output,
): Promise<number> {
  const progress = output.progress('Audit log')
  const verdict = await verifyAudit({ db, dataKey, noted, onProgress: progress.update }).finally(() =>
    progress.stop(),
  )
  const { broken, last, checked } = verdict
  output.result(verdict, () => {
    if (broken) return `Row ${broken.seq} does not hold: ${WHY[broken.why]}. ${checked} rows before it hold`
    if (!last) return 'The log is empty'
    return `${checked} rows hold. Note the last one elsewhere, for --noted: ${last.seq}:${last.hash}`
  })
  return broken ? 1 : 0
}

/** @throws {UsageError} */
function readNoted(text: string | undefined): { seq: number; hash: string } | undefined {
  if (text === undefined) return undefined
  const [, seq, hash] = /^(\d{1,15}):([0-9a-f]{64})$/.exec(text) ?? []
  if (seq === undefined || hash === undefined)
    throw new UsageError('--noted is NUMBER:HASH, as verify says it')
  return { seq: Number(seq), hash }
}
