import { createReadAudit } from './audit/read-audit.js'
import type { DeskDeps } from './desk-deps.js'
import { createWatchExchange } from './exchange/watch-exchange.js'
import { placesOf } from './live/conversation-office.js'
import { createEndIdle } from './live/end-idle.js'
import { createHoldConversation } from './live/hold-conversation.js'
import { createReadConversations } from './live/read-conversations.js'
import { createEditOffices } from './offices/edit-offices.js'
import { createImportOffices } from './offices/import-offices.js'
import { createReadOffices } from './offices/read-offices.js'
import { createQualitySamples } from './supervision/quality-samples.js'
import { createReadSupervision } from './supervision/read-supervision.js'
import { createRunCommand } from './tickets/run-command.js'
import { createShowTicket } from './tickets/show-ticket.js'
import { createSavedViews } from './views/saved-views.js'

export type Desk = ReturnType<typeof createDesk>

/** What staff do at their desks. */
export function createDesk(deps: DeskDeps) {
  const { db, switches } = deps
  return {
    switches,
    showTicket: createShowTicket(deps),
    commands: createRunCommand(deps),
    offices: { ...createReadOffices(deps), ...createEditOffices(deps), import: createImportOffices(deps) },
    views: createSavedViews(deps),
    conversations: createReadConversations(deps),
    live: { ...createHoldConversation(deps), endIdle: createEndIdle(deps) },
    supervision: createReadSupervision(deps),
    samples: createQualitySamples(deps),
    exchange: createWatchExchange(deps),
    audit: createReadAudit(deps),

    /** Where a ticket lies; null: there is none. */
    async placeOfTicket(number: string): Promise<{ officeId: string | null } | null> {
      const row = await db
        .selectFrom('tickets')
        .select('office_id')
        .where('number', '=', number)
        .executeTakeFirst()
      return row ? { officeId: row.office_id } : null
    },

    async placeOfConversation(id: string): Promise<{ officeId: string | null } | null> {
      return (await placesOf(db, [id])).get(id) ?? null
    },
  }
}
