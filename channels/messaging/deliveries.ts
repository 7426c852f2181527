import type { Transaction } from 'kysely'
import { backoffMs } from '../../platform/exchange/backoff.js'
import type { Tables } from '../../storage/tables.js'
import { DeliveryError, type DeliveryReceipt, type OutboundMessage } from '../channel.js'
import type { MessagingDeps } from './messaging-deps.js'

/** Far longer than any platform takes to answer. */
const CLAIM_MS = 60_000
/** A response that carried an answer and was not seen to leave within it is taken for lost. */
const RESPONSE_MS = 15_000
/** Retried about so long: then staff must know. */
const MOST_ATTEMPTS = 20
const LOOK_AT = 50

/** One that this process may send now. */
export interface ClaimedDelivery extends OutboundMessage {
  rowId: number
  channel: string
}

export type Deliveries = ReturnType<typeof createDeliveries>

/** Messages to citizens: claimed by one process at a time, of each citizen one after the other. */
export function createDeliveries({
  db,
  transact,
  dataKey,
  now,
  random,
}: Pick<MessagingDeps, 'db' | 'transact' | 'dataKey' | 'now' | 'random'>) {
  const after = (ms: number) => new Date(now().getTime() + ms).toISOString()

  /** The allowance of the platform counts down with each, and gives it back where nothing was sent. */
  async function takeAllowance(trx: Transaction<Tables>, rowId: number, peerId: string): Promise<boolean> {
    const { allowance, allowance_until: until } = await trx
      .selectFrom('channel_peers')
      .select(['allowance', 'allowance_until'])
      .where('id', '=', peerId)
      .executeTakeFirstOrThrow()
    if (allowance === null || until === null) return true
    if (allowance > 0 && until > now().toISOString()) {
      await trx
        .updateTable('channel_peers')
        .set({ allowance: allowance - 1 })
        .where('id', '=', peerId)
        .execute()
      return true
    }
    // What the platform said of the one before holds for this one too.
    const before = await trx
      .selectFrom('deliveries')
      .select(['code', 'reason'])
      .where('peer_id', '=', peerId)
      .where('status', '=', 'held')
      .where('code', 'is not', null)
      .orderBy('id', 'desc')
      .executeTakeFirst()
    await trx
      .updateTable('deliveries')
      .set({
        status: 'held',
        claimed_until: null,
        code: before?.code ?? null,
        reason: before?.reason ?? 'The platform allows no more until the citizen writes',
      })
      .where('id', '=', rowId)
      .execute()
    return false
  }

  async function claim(rowId: number): Promise<ClaimedDelivery | null> {
    const at = now().toISOString()
    return transact(async (trx) => {
      const row = await trx
        .updateTable('deliveries')
        .set((eb) => ({ claimed_until: after(CLAIM_MS), attempts: eb('attempts', '+', 1) }))
        .where('id', '=', rowId)
        .where('status', '=', 'queued')
        .where('next_attempt_at', '<=', at)
        .where((eb) => eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', at)]))
        .returning(['peer_id', 'text_encrypted', 'choices', 'attempts'])
        .executeTakeFirst()
      if (!row || !(await takeAllowance(trx, rowId, row.peer_id))) return null
      const peer = await trx
        .selectFrom('channel_peers')
        .select(['channel', 'peer_encrypted', 'reply_to_encrypted'])
        .where('id', '=', row.peer_id)
        .executeTakeFirstOrThrow()
      return {
        rowId,
        attempts: row.attempts,
        channel: peer.channel,
        id: dataKey.mac('delivery', String(rowId)).toString('hex').slice(0, 32),
        peer: dataKey.decrypt(peer.peer_encrypted),
        replyTo: peer.reply_to_encrypted === null ? null : dataKey.decrypt(peer.reply_to_encrypted),
        text: dataKey.decrypt(row.text_encrypted),
        choices: row.choices === null ? [] : (JSON.parse(row.choices) as string[]),
      }
    })
  }

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
      await transact(async (trx) => {
        const row = await trx
          .updateTable('deliveries')
          .set({
            status,
            claimed_until: null,
            code: failure.code,
            reason: failure.message,
            next_attempt_at: after(backoffMs(attempts, random, failure.retryAfterMs)),
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

    /** A report of the platform. @returns false: it is about nothing that we sent */
    async reported(platformId: string, failure: { code: string; reason: string } | null): Promise<boolean> {
      const { numUpdatedRows } = await transact((trx) =>
        trx
          .updateTable('deliveries')
          .set(failure ? { status: 'failed', ...failure } : { status: 'delivered' })
          .where('platform_id', '=', platformId)
          .where('status', '=', 'sent')
          .executeTakeFirst(),
      )
      return numUpdatedRows > 0n
    },

    /**
     * What the response to a message carries: all that waits for the citizen, oldest first, as far as it fits. To the
     * same message again: the same.
     * @param response stands for the message in `deliveries.platform_id`
     * @returns null: nothing
     */
    async takeForResponse(
      peerId: string,
      response: string,
      fits: (text: string) => boolean,
    ): Promise<string | null> {
      return transact(async (trx) => {
        await trx
          .updateTable('channel_peers')
          .set({ response_until: null })
          .where('id', '=', peerId)
          .execute()
        const given = await trx
          .selectFrom('deliveries')
          .select('text_encrypted')
          .where('platform_id', '=', response)
          .where('status', '=', 'passive')
          .orderBy('id')
          .execute()
        if (given.length) return given.map((row) => dataKey.decrypt(row.text_encrypted)).join('\n\n')
        const open = await trx
          .selectFrom('deliveries')
          .select(['id', 'text_encrypted'])
          .where('peer_id', '=', peerId)
          .where('status', 'in', ['queued', 'held'])
          .where((eb) =>
            eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now().toISOString())]),
          )
          .orderBy('id')
          .limit(5)
          .execute()
        let text = ''
        const ids: number[] = []
        for (const row of open) {
          const longer = [text, dataKey.decrypt(row.text_encrypted)].filter(Boolean).join('\n\n')
          if (!fits(longer)) break
          text = longer
          ids.push(row.id)
        }
        if (ids.length === 0) return null
        const { numUpdatedRows } = await trx
          .updateTable('deliveries')
          .set({ status: 'passive', platform_id: response, claimed_until: after(RESPONSE_MS) })
          .where('id', 'in', ids)
          .where('status', 'in', ['queued', 'held'])
          .where((eb) =>
            eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now().toISOString())]),
          )
          .executeTakeFirst()
        if (numUpdatedRows !== BigInt(ids.length))
          throw new Error(`Deliveries ${ids} changed while they were taken`)
        return text
      })
    },

    /** The response has left whole. */
    async responseLeft(response: string): Promise<void> {
      await transact((trx) =>
        trx
          .updateTable('deliveries')
          .set({ claimed_until: null, settled_at: now().toISOString() })
          .where('platform_id', '=', response)
          .where('status', '=', 'passive')
          .execute(),
      )
    },

    /** Citizens for whom something waits that may not be sent, and who have not been told. */
    async toNotify(channel: string): Promise<{ peerId: string; peer: string }[]> {
      const rows = await db
        .selectFrom('deliveries')
        .innerJoin('channel_peers', 'channel_peers.id', 'deliveries.peer_id')
        .select(['peer_id', 'peer_encrypted'])
        .distinct()
        .where('status', '=', 'held')
        .where('notified_at', 'is', null)
        .where('channel', '=', channel)
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

    /** Where no other process sends, at a start: whoever claimed a message is gone. */
    async releaseClaims(): Promise<void> {
      await db.updateTable('deliveries').set({ claimed_until: null }).where('status', '=', 'queued').execute()
    },

    /** What responses carried that never left is sent after all. */
    async takeBackLost(): Promise<void> {
      await db
        .updateTable('deliveries')
        .set({
          status: 'queued',
          platform_id: null,
          claimed_until: null,
          next_attempt_at: now().toISOString(),
        })
        .where('status', '=', 'passive')
        .where('settled_at', 'is', null)
        .where('claimed_until', '<', now().toISOString())
        .execute()
    },
  }
}
