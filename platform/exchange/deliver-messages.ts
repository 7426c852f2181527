import { createClaimMessage } from './claim-message.js'
import type { ExchangeDeps } from './exchange-deps.js'
import { createSettleDelivery } from './settle-delivery.js'
import type { WorkPlatformClient } from './work-platform-client.js'

/** `nothing`: there is nothing to send before `until`, as far as is known (null: it is not). */
export type DeliveryStep =
  | { status: 'delivered' | 'failed'; messageId: string }
  | { status: 'nothing'; until: Date | null }

/** Sends what waits in the outbox, one message at a time: at least once, in its order. */
export function createDeliverMessages(deps: ExchangeDeps, client: Pick<WorkPlatformClient, 'deliver'>) {
  const claimMessage = createClaimMessage(deps)
  const settle = createSettleDelivery(deps)
  const { now, dataKey, settings } = deps

  async function deliverNext(): Promise<DeliveryStep> {
    const startedAt = now().getTime()
    const attempt = await claimMessage()
    if (!('claim' in attempt)) return { status: 'nothing', until: attempt.until }
    const { claim } = attempt
    const { message_id: messageId, payload_encrypted } = claim.message
    // Held up on the way here, the request might outlive its claim.
    if (now().getTime() - startedAt > settings.timeoutMs) return { status: 'failed', messageId }
    const delivery = await client.deliver(messageId, dataKey.decrypt(payload_encrypted))
    await settle(claim, delivery)
    return { status: delivery.status, messageId }
  }

  return {
    deliverNext,

    /** Sends what may be sent now. @returns how often it tried */
    async deliverWaiting(isStopping = () => false): Promise<number> {
      for (let tried = 0; ; tried++) {
        if (isStopping() || (await deliverNext()).status === 'nothing') return tried
      }
    },
  }
}
