import type { Channel } from '../channel.js'
import type { ClaimedDelivery } from './claim-delivery.js'
import type { Deliveries } from './deliveries.js'
import type { MessagingDeps } from './messaging-deps.js'
import type { Responses } from './responses.js'

/** Sends what is due, until nothing is. */
export function createSendDue(
  { channels, onError }: Pick<MessagingDeps, 'channels' | 'onError'>,
  deliveries: Deliveries,
  responses: Pick<Responses, 'takeBackLost'>,
) {
  const byName = new Map<string, Channel>(channels.map((channel) => [channel.name, channel]))

  async function send(delivery: ClaimedDelivery): Promise<void> {
    try {
      const receipt = await byName.get(delivery.channel)!.send(delivery)
      await deliveries.sent(delivery, receipt)
    } catch (error) {
      onError(error, `delivery ${delivery.rowId} over ${delivery.channel}`)
      await deliveries.notSent(delivery, error)
    }
  }

  /** Noted before it is sent: telling again and again would be a nuisance where it fails. */
  async function notifyWaiting(channel: Channel): Promise<void> {
    if (!channel.notify) return
    for (const { peerId, peer } of await deliveries.toNotify(channel.name)) {
      await deliveries.notified(peerId)
      try {
        await deliveries.notifiedBy(peerId, await channel.notify(peer))
      } catch (error) {
        onError(error, `notice to ${peerId}`)
      }
    }
  }

  return async (isStopping: () => boolean = () => false): Promise<void> => {
    await responses.takeBackLost()
    while (!isStopping()) {
      const due = await deliveries.claimDue([...byName.keys()])
      if (due.length === 0) break
      await Promise.all(due.map(send))
    }
    for (const channel of channels) await notifyWaiting(channel)
  }
}
