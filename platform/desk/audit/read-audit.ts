import type { z } from 'zod'
import { limitTogether } from '../../../storage/limit-together.js'
import type { StaffRequest } from '../../staff/access/staff-access.js'
import { verifyAudit } from '../../staff/audit/verify-audit.js'
import type { DeskDeps } from '../desk-deps.js'
import { deskErrors } from '../desk-error.js'
import type { auditPage, auditVerdict, listAuditQuery } from './audit-wire.js'

const DAY_MS = 86_400_000

/** The audit log as administrators read it: what members of their offices did; of the whole province, everything. */
export function createReadAudit({ db, dataKey, audit }: Pick<DeskDeps, 'db' | 'dataKey' | 'audit'>) {
  // It reads the whole log.
  const alone = limitTogether({ atOnce: 1, waiting: 0, refusal: () => deskErrors.verifying() })

  return {
    async list(
      { actor, action, subject, from, to, before, limit }: z.infer<typeof listAuditQuery>,
      { scope }: StaffRequest,
    ): Promise<z.infer<typeof auditPage>> {
      const entries = await audit.list({
        // One more shows whether there is a next page.
        limit: limit + 1,
        before,
        actorId: actor === 'system' ? null : actor,
        action,
        named: subject,
        from: from && beginOf(from).toISOString(),
        until: to && new Date(beginOf(to).getTime() + DAY_MS).toISOString(),
        officeIds: scope.officeIds,
      })
      const shown = entries.slice(0, limit)
      return { entries: shown, next: entries.length > limit ? shown.at(-1)!.seq : null }
    },

    /** @param noted NUMBER:HASH @throws {StaffError} 409 `verifying`: it is being verified just now */
    async verify(noted: string | undefined): Promise<z.infer<typeof auditVerdict>> {
      const [seq, hash] = noted?.split(':') ?? []
      const { checked, broken, last } = await alone(() =>
        verifyAudit({ db, dataKey, noted: seq && hash ? { seq: Number(seq), hash } : undefined }),
      )
      return { checked, broken, note: last && `${last.seq}:${last.hash}` }
    },
  }
}

/** Of a day in China, which keeps one time all year. */
function beginOf(date: string): Date {
  return new Date(`${date}T00:00:00+08:00`)
}
