import type { DataKey } from '../../storage/data-key.js'
import type { Db } from '../../storage/database.js'
import { hashContact } from '../tickets/contact-hash.js'

/** Whose data are meant: a conversation's, that of a ticket, or everything of a phone number as people write it. */
export type Subject = { conversationId: string } | { ticketNumber: string } | { contact: string }

export interface Person {
  conversationIds: string[]
  /** Calls at the hotline. */
  callIds: string[]
}

/** A number is known by its keyed hash, in the tickets that hold it as contact and in the calls that came from it. */
export async function findPerson(
  db: Pick<Db, 'selectFrom'>,
  dataKey: DataKey,
  subject: Subject,
): Promise<Person> {
  if (!('contact' in subject)) {
    const conversations =
      'conversationId' in subject
        ? await db.selectFrom('conversations').select('id').where('id', '=', subject.conversationId).execute()
        : await db
            .selectFrom('tickets')
            .select('conversation_id as id')
            .where('number', '=', subject.ticketNumber)
            .execute()
    const conversationIds = conversations.map(({ id }) => id)
    const calls = await db
      .selectFrom('hotline_calls')
      .select('id')
      .where('conversation_id', 'in', ['', ...conversationIds])
      .execute()
    return { conversationIds, callIds: calls.map(({ id }) => id) }
  }
  const hash = hashContact(dataKey, subject.contact)
  const tickets = await db
    .selectFrom('tickets')
    .select('conversation_id')
    .where('contact_hash', '=', hash)
    .execute()
  const calls = await db
    .selectFrom('hotline_calls')
    .select(['id', 'conversation_id'])
    .where('caller_hash', '=', hash)
    .execute()
  const conversationIds = [...tickets, ...calls].flatMap(({ conversation_id }) => conversation_id ?? [])
  return { conversationIds: [...new Set(conversationIds)], callIds: calls.map(({ id }) => id) }
}

/** By which the audit log names it: never the number itself. */
export function subjectName(subject: Subject): string {
  if ('contact' in subject) return 'contact'
  return 'conversationId' in subject ? subject.conversationId : subject.ticketNumber
}
