import type { createApplyCommand } from './apply-command.js'
import { hashContact, normaliseContact } from './contact-hash.js'
import { contactOf } from './contact-of.js'
import { CITIZEN } from './pass-to-staff.js'
import { type Consent, recordConsent } from './record-consent.js'
import type { TicketDeps } from './ticket-deps.js'
import { TicketNotFoundError, TicketStateError } from './ticket-errors.js'
import { TRANSCRIPT_LENGTH } from './transcript.js'

/** A mobile number, a fixed one with its area code, or one of a service line, as `normaliseContact` makes it. */
const NUMBER = /^(?:1[3-9]\d{9}|0[1-9]\d{8,10}|[48]00\d{7})$/

/** Whether staff could call it: as typed, with blanks and hyphens. */
export function isPhoneNumber(typed: string): boolean {
  return NUMBER.test(normaliseContact(typed))
}

/** Nobody calls any more. */
const ENDED = ['closed', 'cancelled', 'merged'] as const

export interface ContactState {
  /** Under which staff call; null: none was left. */
  kept: string | null
  /** Said as their own in the conversation, and not kept. */
  mentioned: string | null
}

type Deps = Pick<TicketDeps, 'db' | 'transact' | 'dataKey' | 'conversations' | 'now'> &
  Pick<ReturnType<typeof createApplyCommand>, 'apply'>

/** The number of a citizen is kept in a ticket once they agreed, and goes when they say so. */
export function createContactConsent({ db, transact, dataKey, conversations, now, apply }: Deps) {
  return {
    /** @throws {TicketNotFoundError} */
    async contactOf(number: string): Promise<ContactState> {
      const row = await db
        .selectFrom('tickets')
        .select(['conversation_id', 'contact_encrypted'])
        .where('number', '=', number)
        .executeTakeFirst()
      if (!row) throw new TicketNotFoundError(number)
      if (row.contact_encrypted !== null)
        return { kept: dataKey.decrypt(row.contact_encrypted), mentioned: null }
      const said = await conversations.timeline(row.conversation_id, TRANSCRIPT_LENGTH)
      const mentioned = contactOf(said.map(({ text }) => text))
      return { kept: null, mentioned: mentioned && normaliseContact(mentioned) }
    },

    /**
     * Keeps the number with the consent, as one thing; staff see in the history that it came.
     * @returns false: that is no phone number
     * @throws {TicketNotFoundError} {TicketStateError} the ticket has ended
     */
    async keepContact(number: string, phone: string, consent: Consent): Promise<boolean> {
      if (!isPhoneNumber(phone)) return false
      const contact = normaliseContact(phone)
      await transact(async (trx) => {
        const note = { kind: 'note', text: '群众留了联系电话' } as const
        const { id, status } = await apply(trx, number, note, CITIZEN)
        if (ENDED.some((ended) => ended === status)) throw new TicketStateError(number, status, note.kind)
        await trx
          .updateTable('tickets')
          .set({ contact_encrypted: dataKey.encrypt(contact), contact_hash: hashContact(dataKey, contact) })
          .where('id', '=', id)
          .execute()
        await recordConsent(trx, id, consent, now())
      })
      return true
    },

    /** Takes number and consent back, also after the end of the ticket. Again, or where none was left, nothing changes. */
    async forgetContact(number: string): Promise<void> {
      await transact(async (trx) => {
        const row = await trx
          .updateTable('tickets')
          .set({ contact_encrypted: null, contact_hash: null })
          .where('number', '=', number)
          .returning('id')
          .executeTakeFirst()
        if (!row) throw new TicketNotFoundError(number)
        await trx
          .updateTable('contact_consents')
          .set({ withdrawn_at: now().toISOString() })
          .where('ticket_id', '=', row.id)
          .where('withdrawn_at', 'is', null)
          .execute()
      })
    },
  }
}
