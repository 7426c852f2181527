import { ifDatabaseIsFree } from '../../storage/locks.js'
import type { Tickets } from '../tickets/tickets.js'
import { createDailyReconciliation } from './daily-reconciliation.js'
import { createDeadLetters } from './dead-letters.js'
import { createDeliverMessages } from './deliver-messages.js'
import type { ExchangeDeps } from './exchange-deps.js'
import type { RemoteTicket } from './exchange-messages.js'
import { createExchangeStatus } from './exchange-status.js'
import { createReceiveCallback } from './receive-callback.js'
import { createReconcile, type Reconciliation } from './reconcile.js'
import { createWorkPlatformClient } from './work-platform-client.js'

export type Exchange = ReturnType<typeof createExchange>

/** The exchange with the department's work platform: delivery, callbacks, reconciliation. */
export function createExchange(deps: ExchangeDeps, tickets: Pick<Tickets, 'apply'>) {
  const client = createWorkPlatformClient(deps.settings, deps.now)
  const { reconcile, lastReconciliation } = createReconcile(deps)
  const { deliverWaiting } = createDeliverMessages(deps, client)
  const reconcileIfDue = createDailyReconciliation(deps, () =>
    reconcile(client.listTickets, { trigger: 'daily' }),
  )
  return {
    ...createDeadLetters(deps),
    receiveCallback: createReceiveCallback(deps, tickets),
    status: createExchangeStatus({ ...deps, lastReconciliation }),

    deliverWaiting,
    reconcileIfDue,

    /** @param given the other side's tickets; asked for where absent */
    reconcile: (given?: AsyncIterable<RemoteTicket>, days?: number): Promise<Reconciliation> =>
      reconcile(given ? () => given : client.listTickets, { trigger: 'manual', days }),

    /** @returns null: somebody else makes one just now */
    async reconcileUnlessRunning(): Promise<Reconciliation | null> {
      const attempt = await ifDatabaseIsFree(deps.db, 'reconcile', () =>
        reconcile(client.listTickets, { trigger: 'manual' }),
      )
      return attempt?.result ?? null
    },
  }
}
