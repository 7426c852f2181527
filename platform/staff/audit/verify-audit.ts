import type { DataKey } from '../../../storage/data-key.js'
import type { Db } from '../../../storage/database.js'
import { hashesOfAuditRow } from './hash-audit-row.js'

const PAGE_ROWS = 1000

export interface AuditVerdict {
  /** Rows that hold, from the first. */
  checked: number
  /** The first row that does not, or where one is missing; null: the log is whole. */
  broken: { seq: number; why: 'changed' | 'missing' | 'unlinked' | 'cut_off' | 'other_than_noted' } | null
  /** The last row that holds: written down elsewhere it shows later that nothing was cut off. */
  last: { seq: number; hash: string } | null
}

interface VerifyOptions {
  db: Db
  dataKey: DataKey
  /** A last row written down earlier. */
  noted?: { seq: number; hash: string }
  onProgress?(done: number, total: number): void
}

/**
 * Walks the chain, so many rows at a time. Rows that are appended meanwhile are not part of it. Whoever can write to the
 * database could cut the end off together with the head: only `noted` shows that.
 */
export async function verifyAudit({ db, dataKey, noted, onProgress }: VerifyOptions): Promise<AuditVerdict> {
  const head = await db.selectFrom('audit_head').selectAll().where('id', '=', 1).executeTakeFirstOrThrow()
  const end = await db
    .selectFrom('audit_log')
    .select((eb) => eb.fn.max('seq').as('seq'))
    .executeTakeFirst()
  const total = Math.max(head.seq, end?.seq ?? 0, noted?.seq ?? 0)
  let last: AuditVerdict['last'] = null
  const broken = (seq: number, why: NonNullable<AuditVerdict['broken']>['why']): AuditVerdict => ({
    checked: last?.seq ?? 0,
    broken: { seq, why },
    last,
  })

  // Under which key the last row was made, 0 the one of now: from it on no earlier one is believed, and the change of
  // the key is itself a row under the new one.
  let age = Number.POSITIVE_INFINITY

  for (;;) {
    const done: number = last?.seq ?? 0
    const rows = await db
      .selectFrom('audit_log')
      .selectAll()
      .where('seq', '>', done)
      .where('seq', '<=', total)
      .orderBy('seq')
      .limit(PAGE_ROWS)
      .execute()
    for (const row of rows) {
      const expected: number = (last?.seq ?? 0) + 1
      if (row.seq !== expected) return broken(expected, 'missing')
      const under = hashesOfAuditRow(dataKey, row).indexOf(row.hash)
      if (under < 0 || under > age) return broken(row.seq, 'changed')
      if (row.previous_hash !== (last?.hash ?? '')) return broken(row.seq, 'unlinked')
      if (noted?.seq === row.seq && noted.hash !== row.hash) return broken(row.seq, 'other_than_noted')
      age = under
      last = { seq: row.seq, hash: row.hash }
    }
    onProgress?.(last?.seq ?? 0, total)
    if (rows.length < PAGE_ROWS) break
  }
  if ((last?.seq ?? 0) < total) return broken((last?.seq ?? 0) + 1, 'cut_off')
  if (last && age > 0) return broken(last.seq + 1, 'cut_off')
  if (head.seq === last?.seq && head.hash !== last.hash) return broken(last.seq, 'unlinked')
  return { checked: last?.seq ?? 0, broken: null, last }
}
