import type { ExpressionBuilder } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import type { MessagingDeps } from './messaging-deps.js'

/** A response that carried an answer and was not seen to leave within it is taken for lost. */
const RESPONSE_MS = 15_000
/** No response carries more of them. */
const LOOK_AT = 5

export type Responses = ReturnType<typeof createResponses>

/** Messages to citizens that go out in the response to theirs, where a platform lets it carry an answer. */
export function createResponses({
  db,
  transact,
  dataKey,
  now,
}: Pick<MessagingDeps, 'db' | 'transact' | 'dataKey' | 'now'>) {
  const after = (ms: number) => new Date(now().getTime() + ms).toISOString()
  /** Nobody is sending it. */
  const isFree = (eb: ExpressionBuilder<Tables, 'deliveries'>) =>
    eb.or([eb('claimed_until', 'is', null), eb('claimed_until', '<', now().toISOString())])

  return {
    /**
     * What the response to a message carries: all that waits for the citizen, oldest first, as far as it fits. To the
     * same message again: the same.
     * @param response stands for the message in `deliveries.platform_id`
     * @returns null: nothing
     */
    async take(peerId: string, response: string, fits: (text: string) => boolean): Promise<string | null> {
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
          .where(isFree)
          .orderBy('id')
          .limit(LOOK_AT)
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
          .where(isFree)
          .executeTakeFirst()
        if (numUpdatedRows !== BigInt(ids.length))
          throw new Error(`Deliveries ${ids} changed while they were taken`)
        return text
      })
    },

    /** The response has left whole. */
    async left(response: string): Promise<void> {
      await transact((trx) =>
        trx
          .updateTable('deliveries')
          .set({ claimed_until: null, settled_at: now().toISOString() })
          .where('platform_id', '=', response)
          .where('status', '=', 'passive')
          .execute(),
      )
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
