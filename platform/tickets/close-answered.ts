import type { ApplyCommand } from './apply-command.js'
import { SYSTEM } from './run-deadlines.js'
import type { TicketDeps } from './ticket-deps.js'
import { TicketChangedError, TicketStateError } from './ticket-errors.js'
import { workKeysOf } from './ticket-row.js'
import { USUAL_LIMITS } from './time-limits.js'

const DAY_MS = 86_400_000
/** Tickets looked at together. */
const BATCH = 200

interface Deps extends Pick<TicketDeps, 'db' | 'transact' | 'now' | 'limits'> {
  apply: ApplyCommand
}

export function createCloseAnswered({ db, transact, now, limits = USUAL_LIMITS, apply }: Deps) {
  const days = limits.closeAnsweredDays
  const keys = workKeysOf(['answered'])
  const command = { kind: 'close', reason: `答复后 ${days} 天没有新的反映，自动办结` } as const

  /**
   * Closes what was answered so long ago without a word of the citizen, who is asked then whether they are satisfied and
   * may reopen it as any other. Each is closed once, however many processes run this at once.
   * @returns how many it closed
   */
  return async (
    onError: (error: unknown) => void,
    isStopping: () => boolean = () => false,
  ): Promise<number> => {
    const until = new Date(now().getTime() - days * DAY_MS).toISOString()
    let done = 0
    for (let last = keys.from; ; ) {
      const rows = await db
        .selectFrom('tickets')
        .select(['number', 'version', 'work_key'])
        .where('work_key', '>', last)
        .where('work_key', '<', keys.to)
        .where('answered_at', '<=', until)
        .orderBy('work_key')
        .limit(BATCH)
        .execute()
      for (const { number, version, work_key } of rows) {
        if (isStopping()) return done
        last = work_key
        try {
          await transact((trx) => apply(trx, number, command, SYSTEM, { version }))
          done++
        } catch (error) {
          // Another process was first, or the citizen said something just then.
          if (!(error instanceof TicketChangedError || error instanceof TicketStateError)) onError(error)
        }
      }
      if (rows.length < BATCH) return done
    }
  }
}
