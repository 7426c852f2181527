import { normaliseContact } from '../../platform/tickets/contact-hash.js'
import { TicketStateError } from '../../platform/tickets/ticket-errors.js'
import type { MessagingDeps } from './messaging-deps.js'

/** Which words `contactAsk` are: a change of them is a new version. */
const CONTACT_NOTICE = 'channel 2026-11-29'
const AGREE = /^(监护人|guardian\s*)?(?:同意|agrees?)[，,：:\s]*([+\d][\d\s-]{6,23})?[。.!！]?$/iu
const FORGET = /^(?:删除号码|删除电话|delete number)[。.!！]?$/iu

/**
 * What a citizen says to the question whether staff may call them: kept with the consent in their newest ticket.
 * @returns what is said to it; null: the text is something else
 */
export function createKeepContact({ db, tickets, words }: Pick<MessagingDeps, 'db' | 'tickets' | 'words'>) {
  async function newestTicket(conversationId: string): Promise<string | null> {
    const row = await db
      .selectFrom('tickets')
      .select('number')
      .where('conversation_id', '=', conversationId)
      .orderBy('created_at', 'desc')
      .executeTakeFirst()
    return row?.number ?? null
  }

  return async (conversationId: string, text: string): Promise<string | null> => {
    const agreed = AGREE.exec(text)
    if (!agreed && !FORGET.test(text)) return null
    const number = await newestTicket(conversationId)
    if (number === null) return null
    if (!agreed) {
      await tickets.forgetContact(number)
      return words.contactForgotten
    }
    const { kept, mentioned } = await tickets.contactOf(number)
    const phone = agreed[2]?.trim() ?? mentioned
    // Said again, as after a crash: it is kept already.
    if (kept !== null && (agreed[2] === undefined || normaliseContact(agreed[2]) === kept)) {
      return words.contactKept(hideMiddle(kept), number)
    }
    // Nobody asked for a number that was not said: they agree to something else.
    if (phone === null) return null
    const consent = { noticeVersion: CONTACT_NOTICE, byGuardian: agreed[1] !== undefined }
    try {
      const isKept = await tickets.keepContact(number, phone, consent)
      return isKept ? words.contactKept(hideMiddle(phone), number) : words.noContact
    } catch (error) {
      // The ticket has ended, nobody calls: the words mean something else.
      if (error instanceof TicketStateError) return null
      throw error
    }
  }
}

/** 139****5678: enough to know it again. */
const hideMiddle = (number: string) => number.replace(/\D/g, '').replace(/^(\d{3})\d+(\d{4})$/, '$1****$2')
