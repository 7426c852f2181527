import { queryCodeOf } from '../../tickets/query-code.js'
import type { DeskDeps } from '../desk-deps.js'
import type { TicketView } from '../wire.js'

/** So long a message may be on its way before staff are told. */
const ON_ITS_WAY_MS = 120_000

/** Messages of a conversation that have not reached the citizen on their platform, oldest first. */
export function createReadUndelivered({ db, dataKey, now }: Pick<DeskDeps, 'db' | 'dataKey' | 'now'>) {
  return async (
    conversationId: string,
    opened: { message_id: string; query_code_hash: string },
  ): Promise<Pick<TicketView, 'undelivered' | 'queryCode'>> => {
    const rows = await db
      .selectFrom('deliveries')
      .innerJoin('channel_peers', 'channel_peers.id', 'deliveries.peer_id')
      .select(['deliveries.id', 'status', 'code', 'reason', 'text_encrypted', 'deliveries.created_at'])
      .where('conversation_id', '=', conversationId)
      .where('status', 'in', ['queued', 'held', 'failed'])
      .orderBy('deliveries.id')
      .execute()
    const longAgo = new Date(now().getTime() - ON_ITS_WAY_MS).toISOString()
    const undelivered = rows
      .filter(({ status, created_at }) => status !== 'queued' || created_at < longAgo)
      .map((row) => ({
        id: row.id,
        status: row.status as 'queued' | 'held' | 'failed',
        code: row.code,
        reason: row.reason,
        text: dataKey.decrypt(row.text_encrypted),
        at: row.created_at,
      }))
    // By which the citizen can read it on the web page; staff say it on the phone.
    const queryCode = undelivered.length
      ? queryCodeOf(dataKey, opened.message_id, opened.query_code_hash)
      : null
    return { undelivered, queryCode }
  }
}
