import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useLocation } from 'wouter'
import type { TicketCommand } from '../../../tickets/ticket-command.js'
import { deskApi, type Ticket } from '../desk-api.js'
import { RequestFailed } from '../request-failed.js'
import { words } from '../words.js'

/** Does things to one ticket, and shows what has become of it. */
export function useTicketActions(ticket: Ticket | undefined, queueHref: string) {
  const client = useQueryClient()
  const { message } = App.useApp()
  const [, navigate] = useLocation()

  const refresh = async () => {
    await client.invalidateQueries({ queryKey: ['ticket', ticket?.number] })
    void client.invalidateQueries({ queryKey: ['tickets'] })
  }

  return {
    refresh,
    /** @throws {RequestFailed} it was not done; what is shown is up to date then */
    async run(command: TicketCommand): Promise<void> {
      if (!ticket) return
      try {
        await deskApi.command(ticket.number, command, ticket.version)
      } catch (error) {
        if (error instanceof RequestFailed && error.status === 409) await refresh()
        throw error
      }
      message.success(words.ticket.done[command.kind] ?? words.ticket.doneAnyhow)
      if (isMovedAway(command)) {
        const isStillOurs = await deskApi.ticket(ticket.number).then(
          () => true,
          () => false,
        )
        if (!isStillOurs) {
          void client.invalidateQueries({ queryKey: ['tickets'] })
          navigate(queueHref)
          return
        }
      }
      await refresh()
    },
  }
}

/** Goes to another office, which may be one that this member does not see. */
function isMovedAway({ kind }: TicketCommand): boolean {
  return kind === 'transfer' || kind === 'return' || kind === 'escalate'
}
