import type { ApplyCommand } from './apply-command.js'
import type { TicketActor, TicketCommand } from './ticket-command.js'
import type { TicketDeps } from './ticket-deps.js'
import { TicketChangedError, TicketStateError } from './ticket-errors.js'
import type { Alarm } from './ticket-event.js'

export const SYSTEM: TicketActor = { kind: 'system', id: null, name: 'system' }
const OVERDUE = {
  first_response: '超过首次回复时限，自动上报',
  resolution: '超过办理时限，自动上报',
} as const
/** Tickets looked at together: bounds the memory of a start after a long standstill. */
const BATCH = 200

interface DeadlineDeps extends Pick<TicketDeps, 'db' | 'transact' | 'now'> {
  apply: ApplyCommand
}

export function createRunDeadlines({ db, transact, now, apply }: DeadlineDeps) {
  /** @returns whether it was this process that did it */
  async function sound(number: string, version: number, alarm: Alarm): Promise<boolean> {
    try {
      await transact((trx) => apply(trx, number, commandOf(alarm), SYSTEM, { version }))
      return true
    } catch (error) {
      // Another process was first, or somebody did just then what was owed.
      if (error instanceof TicketChangedError || error instanceof TicketStateError) return false
      throw error
    }
  }

  /**
   * Reminds and escalates where an alarm is due; a ticket with several due ones takes one at a time, and the rest in
   * the next run. Each alarm is one event, however many processes run this at once.
   * @param onError a ticket that cannot be worked on: the others do not wait for it
   * @returns how many events it wrote
   */
  return async (
    onError: (error: unknown) => void,
    isStopping: () => boolean = () => false,
  ): Promise<number> => {
    let done = 0
    for (let last = ''; ; ) {
      const rows = await db
        .selectFrom('tickets')
        .select(['id', 'number', 'version', 'alarms', 'next_alarm_at'])
        .where('next_alarm_at', '<=', now().toISOString())
        .where('id', '>', last)
        .orderBy('id')
        .limit(BATCH)
        .execute()
      for (const row of rows) {
        if (isStopping()) return done
        const [alarm] = JSON.parse(row.alarms) as Alarm[]
        last = row.id
        if (!alarm) continue
        try {
          if (await sound(row.number, row.version, alarm)) done++
        } catch (error) {
          onError(error)
        }
      }
      if (rows.length < BATCH) return done
    }
  }
}

function commandOf({ deadline, share }: Alarm): TicketCommand {
  return share === 1
    ? { kind: 'escalate', reason: OVERDUE[deadline], deadline }
    : { kind: 'remind', deadline, share }
}
