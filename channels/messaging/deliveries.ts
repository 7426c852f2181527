import { backoffMs } from '../../platform/exchange/backoff.js'
import { DeliveryError, type DeliveryReceipt } from '../channel.js'
import { type ClaimedDelivery, createClaimDelivery } from './claim-delivery.js'
import type { MessagingDeps } from './messaging-deps.js'

/** Retried about so long: then staff must know. */
const MOST_ATTEMPTS = 20
const LOOK_AT = 50
const DAY_MS = 86_400_000

export type Deliveries = ReturnType<typeof createDeliveries>

/** Messages to citizens: claimed by one process at a time, of each citizen one after the other. */
export function createDeliveries({
  db,
  transact,
  dataKey,
  now,
  random,
  headings,
}: Pick<MessagingDeps, 'db' | 'transact' | 'dataKey' | 'now' | 'random' | 'headings'>) {
  const claim = createClaimDelivery({ transact, dataKey, now, headings })

  return {
    /** The first of each citizen that is due and that nobody is sending, at most 50, claimed. */
    async claimDue(channels: readonly string[]): Promise<ClaimedDelivery[]> {
      const at = now().toISOString()
      const heads = await db
        .selectFrom('deliveries as d')
        .innerJoin('channel_peers', 'channel_peers.id', 'd.peer_id')
        .select('d.id')
        .where('d.status', '=', 'queued')
        .where('d.next_attempt_at', '<=', at)
        .where('channel', 'in', channels.length ? channels : [''])
        .where((eb) => eb.or([eb('response_until', 'is', null), eb('response_until', '<', at)]))
        .where((eb) => eb.or([eb('d.claimed_until', 'is', null), eb('d.claimed_until', '<', at)]))
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('deliveries as before')
                .select('before.id')
                .whereRef('before.peer_id', '=', 'd.peer_id')
                .whereRef('before.id', '<', 'd.id')
                .where('before.status', '=', 'queued'),
            ),
          ),
        )
        .orderBy('d.next_attempt_at')
        .limit(LOOK_AT)
        .execute()
      const claimed = await Promise.all(heads.map(({ id }) => claim(id)))
      return claimed.filter((one) => one !== null)
    },

    async sent({ rowId }: ClaimedDelivery, { platformId }: DeliveryReceipt): Promise<void> {
      await transact((trx) =>
        trx
          .updateTable('deliveries')
          .set({
            status: 'sent',
            platform_id: platformId,
            claimed_until: null,
            code: null,
            reason: null,
            settled_at: now().toISOString(),
          })
          .where('id', '=', rowId)
          .execute(),
      )
    },

    async notSent({ rowId, attempts }: ClaimedDelivery, error: unknown): Promise<void> {
      const failure =
        error instanceof DeliveryError
          ? error
          : new DeliveryError('retry', 'fault', error instanceof Error ? error.message : String(error))
      const isLast = failure.failure === 'refused' || (failure.retryable && attempts >= MOST_ATTEMPTS)
      const status = isLast ? 'failed' : failure.failure === 'closed' ? 'held' : 'queued'
      const waitMs = backoffMs(attempts, random, failure.retryAfterMs)
      await transact(async (trx) => {
        const row = await trx
          .updateTable('deliveries')
          .set({
            status,
            claimed_until: null,
            code: failure.code,
            reason: failure.message,
            next_attempt_at: new Date(now().getTime() + waitMs).toISOString(),
            settled_at: isLast ? now().toISOString() : null,
          })
          .where('id', '=', rowId)
          .returning('peer_id')
          .executeTakeFirstOrThrow()
        const isClosed = failure.failure === 'closed'
        await trx
          .updateTable('channel_peers')
          .set((eb) => ({ allowance: isClosed ? 0 : eb('allowance', '+', 1) }))
          .where('id', '=', row.peer_id)
          .where('allowance', 'is not', null)
          .execute()
      })
    },

    /** A report of the platform on a message, or on the notice that messages wait: these go on waiting. */
    async reported(platformId: string, failure: { code: string; reason: string } | null): Promise<void> {
      await transact(async (trx) => {
        const those = trx.updateTable('deliveries').where('platform_id', '=', platformId)
        await those
          .set(failure ? { status: 'failed', ...failure } : { status: 'delivered' })
          .where('status', '=', 'sent')
          .execute()
        if (failure) await those.set(failure).where('status', '=', 'held').execute()
      })
    },

    /** Citizens for whom something waits that may not be sent: not told of it, nor of anything else for a day. */
    async toNotify(channel: string): Promise<{ peerId: string; peer: string }[]> {
      const dayBefore = new Date(now().getTime() - DAY_MS).toISOString()
      const rows = await db
        .selectFrom('deliveries')
        .innerJoin('channel_peers', 'channel_peers.id', 'deliveries.peer_id')
        .select(['peer_id', 'peer_encrypted'])
        .distinct()
        .where('status', '=', 'held')
        .where('notified_at', 'is', null)
        .where('channel', '=', channel)
        .where((eb) =>
          eb.not(
            eb.exists(
              eb
                .selectFrom('deliveries as told')
                .select('told.id')
                .whereRef('told.peer_id', '=', 'deliveries.peer_id')
                .where('told.status', '=', 'held')
                .where('told.notified_at', '>', dayBefore),
            ),
          ),
        )
        .execute()
      return rows.map((row) => ({ peerId: row.peer_id, peer: dataKey.decrypt(row.peer_encrypted) }))
    },

    async notified(peerId: string): Promise<void> {
      await db
        .updateTable('deliveries')
        .set({ notified_at: now().toISOString() })
        .where('peer_id', '=', peerId)
        .where('status', '=', 'held')
        .execute()
    },

    /** By which notice, for reports on it. */
    async notifiedBy(peerId: string, { platformId }: DeliveryReceipt): Promise<void> {
      await db
        .updateTable('deliveries')
        .set({ platform_id: platformId })
        .where('peer_id', '=', peerId)
        .where('status', '=', 'held')
        .execute()
    },

    /** Where no other process sends, at a start: whoever claimed a message is gone. */
    async releaseClaims(): Promise<void> {
      await db.updateTable('deliveries').set({ claimed_until: null }).where('status', '=', 'queued').execute()
    },
  }
}
