import type { Db, Transact } from '../../storage/database.js'
import type { AuditLog } from '../staff/audit/audit-log.js'

/** Whatever channels there are, these can be switched off too: the language model, and all answers. */
export const SWITCHES_BESIDE_CHANNELS = ['model', 'answers'] as const

export interface SwitchState {
  /** `model`, `answers`, or a channel as conversations name it. */
  name: string
  off: boolean
  /** Of whoever switched it off; '': none was given, or it is on. */
  reason: string
  /** ISO instant; null: it is on. */
  offSince: string | null
}

export interface SwitchChange {
  name: string
  off: boolean
  reason: string
  /** null: the command line. */
  actorId: string | null
}

export type Switches = ReturnType<typeof createSwitches>

interface SwitchDeps {
  db: Db
  transact: Transact
  audit: AuditLog
  now(): Date
}

/** What administrators switch off in an emergency, for everybody and at once: every turn reads the same rows. */
export function createSwitches({ db, transact, audit, now }: SwitchDeps) {
  return {
    /** @param channels whose switches are shown too; those that are off are, in any case */
    async list(channels: readonly string[]): Promise<SwitchState[]> {
      const rows = await db.selectFrom('switches').selectAll().orderBy('name').execute()
      const names = [...SWITCHES_BESIDE_CHANNELS, ...channels, ...rows.map(({ name }) => name)]
      return [...new Set(names)].map((name) => {
        const row = rows.find((each) => each.name === name)
        return { name, off: row !== undefined, reason: row?.reason ?? '', offSince: row?.off_since ?? null }
      })
    },

    /** @returns false: it stood so already, and nothing was changed */
    async set({ name, off, reason, actorId }: SwitchChange): Promise<boolean> {
      return transact(async (trx) => {
        const changed = off
          ? await trx
              .insertInto('switches')
              .values({ name, reason, off_since: now().toISOString() })
              .onConflict((conflict) => conflict.doNothing())
              .returning('name')
              .executeTakeFirst()
          : await trx.deleteFrom('switches').where('name', '=', name).returning('name').executeTakeFirst()
        if (!changed) return false
        await audit.record(trx, {
          actorId,
          action: off ? 'switch.off' : 'switch.on',
          subject: name,
          details: { reason },
        })
        return true
      })
    },
  }
}
