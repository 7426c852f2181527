import type { z } from 'zod'
import type { Db } from '../../../storage/database.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import type { PolicyReply, policyBody } from './dependent-wire.js'

export async function readPolicy(db: Pick<Db, 'selectFrom'>): Promise<PolicyReply> {
  const row = await db.selectFrom('dependents_policy').selectAll().where('id', '=', 1).executeTakeFirst()
  return {
    mode: row?.mode ?? 'suspend',
    version: row?.version ?? 0,
    changedBy: row?.changed_by ?? null,
    changedAt: row?.changed_at ?? null,
  }
}

/** Whether what rests on a changed article is taken out of answers, or only listed: from the next publication on. */
export function createSetPolicy({ db, transact, audit, now }: KnowledgeDeps) {
  /** @throws {StaffError} 403 a program's key, 409 `changed` */
  return async ({ mode, version }: z.infer<typeof policyBody>, member: StaffMember): Promise<PolicyReply> => {
    if (member.role !== 'administrator') throw staffErrors.forbidden()
    await transact(async (trx) => {
      const values = {
        mode,
        version: version + 1,
        changed_by: member.name,
        changed_at: now().toISOString(),
      }
      const changed =
        version === 0
          ? await trx
              .insertInto('dependents_policy')
              .values({ id: 1, ...values })
              .onConflict((c) => c.doNothing())
              .returning('version')
              .executeTakeFirst()
          : await trx
              .updateTable('dependents_policy')
              .set(values)
              .where('version', '=', version)
              .returning('version')
              .executeTakeFirst()
      if (!changed) {
        const other = await readPolicy(trx)
        throw knowledgeErrors.changed(other.changedBy ?? '同事', other.changedAt)
      }
      await audit.record(trx, {
        actorId: member.id,
        action: 'knowledge.policy',
        subject: 'dependents',
        details: { mode },
      })
    })
    return readPolicy(db)
  }
}
