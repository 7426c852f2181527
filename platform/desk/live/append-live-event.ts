import type { Transaction } from 'kysely'
import type { DataKey } from '../../../storage/data-key.js'
import type { LiveEventRow, Tables } from '../../../storage/tables.js'
import type { StaffMember } from '../../staff/staff-member.js'

interface NewLiveEvent {
  kind: LiveEventRow['kind']
  /** null: nobody, the time was over. */
  by: Pick<StaffMember, 'id' | 'name'> | null
  at: string
  text?: string
  messageId?: string
}

/** @returns false: a message with this id was there before */
export async function appendLiveEvent(
  trx: Transaction<Tables>,
  dataKey: DataKey,
  conversationId: string,
  { kind, by, at, text, messageId }: NewLiveEvent,
): Promise<boolean> {
  const inserted = await trx
    .insertInto('live_events')
    .values({
      conversation_id: conversationId,
      kind,
      staff_id: by?.id ?? null,
      staff_name: by?.name ?? null,
      client_message_id: messageId ?? null,
      text_encrypted: text === undefined ? null : dataKey.encrypt(text),
      created_at: at,
    })
    .onConflict((conflict) => conflict.columns(['conversation_id', 'client_message_id']).doNothing())
    .returning('seq')
    .executeTakeFirst()
  return inserted !== undefined
}
