import { useQueryClient } from '@tanstack/react-query'
import { App } from 'antd'
import { useLocation } from 'wouter'
import { type Command, deskApi, type Ticket } from '../desk-api.js'
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
    async run(command: Command): Promise<void> {
      if (!ticket) return
      const { visible } = await deskApi
        .command(ticket.number, command, ticket.version)
        .catch(async (error: unknown) => {
          if (error instanceof RequestFailed && error.status === 409) await refresh()
          throw error
        })
      message.success(words.ticket.done[command.kind])
      if (visible) return refresh()
      void client.invalidateQueries({ queryKey: ['tickets'] })
      navigate(queueHref)
    },
  }
}
