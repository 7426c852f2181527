import { randomUUID } from 'node:crypto'
import type { Transaction } from 'kysely'
import type { Tables } from '../../storage/tables.js'

export interface Consent {
  /** Of the notice that was read, or heard. */
  noticeVersion: string
  /** Of a child under 14: a parent or other guardian agreed. */
  byGuardian: boolean
}

/** In the transaction that keeps the number. */
export async function recordConsent(trx: Transaction<Tables>, ticketId: string, consent: Consent, at: Date) {
  await trx
    .insertInto('contact_consents')
    .values({
      id: `k_${randomUUID()}`,
      ticket_id: ticketId,
      notice_version: consent.noticeVersion,
      by_guardian: consent.byGuardian ? 1 : 0,
      given_at: at.toISOString(),
      withdrawn_at: null,
    })
    .execute()
}
