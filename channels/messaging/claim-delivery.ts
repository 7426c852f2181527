import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'
import type { ChannelName, OutboundMessage } from '../channel.js'
import type { MessagingDeps } from './messaging-deps.js'
import { writeText } from './write-text.js'

/** Far longer than any platform takes to answer. */
const CLAIM_MS = 60_000

/** One that this process may send now. */
export interface ClaimedDelivery extends OutboundMessage {
  rowId: number
  channel: string
}

/** Takes a message to a citizen for this process, where it is due, nobody else has it, and the platform allows it. */
export function createClaimDelivery({
  transact,
  dataKey,
  now,
  headings,
}: Pick<MessagingDeps, 'transact' | 'dataKey' | 'now' | 'headings'>) {
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

  return async (rowId: number): Promise<ClaimedDelivery | null> => {
    const at = now().toISOString()
    const until = new Date(now().getTime() + CLAIM_MS).toISOString()
    return transact(async (trx) => {
      const row = await trx
        .updateTable('deliveries')
        .set((eb) => ({ claimed_until: until, attempts: eb('attempts', '+', 1) }))
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
        // Of the oldest key: a platform that has it already must know it again after a change of the key.
        id: dataKey.macs('delivery', String(rowId)).at(-1)!.toString('hex').slice(0, 32),
        peer: dataKey.decrypt(peer.peer_encrypted),
        replyTo: peer.reply_to_encrypted === null ? null : dataKey.decrypt(peer.reply_to_encrypted),
        text: writeText(dataKey.decrypt(row.text_encrypted), peer.channel as ChannelName, headings),
        choices: row.choices === null ? [] : (JSON.parse(row.choices) as string[]),
      }
    })
  }
}
