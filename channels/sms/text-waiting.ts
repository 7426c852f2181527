import { sql } from 'kysely'
import type { Conversations } from '../../bot/conversations.js'
import { chinaDate } from '../../knowledge/china-date.js'
import { normaliseContact } from '../../platform/tickets/contact-hash.js'
import { ifDatabaseIsFree } from '../../storage/locks.js'
import { DeliveryError } from '../channel.js'
import type { StoreDeps } from '../messaging/messaging-deps.js'
import { createSharedValues } from '../shared-values.js'
import { maskPhone, sendSms } from './send-sms.js'
import type { SmsSettings } from './sms-settings.js'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Older answers are no news: whoever switches text messages on must not send a year of them. */
const NEWS_MS = 7 * DAY_MS
/** Longer than any answer stays news. */
const REMEMBERED_MS = 15 * DAY_MS
/** Nobody is woken: hours in China. */
const FROM_HOUR = 8
const TO_HOUR = 21
const MOBILE = /^1[3-9]\d{9}$/

/** Written out: SQLite uses the index of these for constants only. */
const UNDELIVERED = (['held', 'failed'] as const).map((status) => sql.lit(status))
/** Of what `enqueue` was told as `event:7`; null of all else. */
const seqOfCause = sql<number>`case when d.cause like 'event:%' then cast(substr(d.cause, 7) as bigint) end`

export interface TextWaitingDeps extends StoreDeps {
  settings: SmsSettings
  conversations: Pick<Conversations, 'eventsOf'>
  /** @param subject ids of ours */
  onError(error: unknown, subject: string): void
  log(line: string): void
}

/** What is remembered of a ticket. */
interface Texted {
  /** Of the last try, in China. */
  day: string
  /** ISO; of the last message that was taken. null: none was. */
  takenAt: string | null
}

/**
 * Tells citizens by a text message that an answer of staff waits for them: where it could not be shown on their
 * platform for the time set, and they left a mobile number. One message a ticket and day at most, one for an answer,
 * without a word of it.
 */
export function createTextWaiting(deps: TextWaitingDeps) {
  const { db, dataKey, now, settings, conversations, onError, log } = deps
  const remembered = createSharedValues(deps, 'sms')

  /** Answers that reached nobody anywhere, and are news. */
  function waitingAnswers() {
    const at = now().getTime()
    return db
      .selectFrom('deliveries as d')
      .innerJoin('conversation_events as e', (join) => join.on('e.seq', '=', seqOfCause))
      .select(['e.seq', 'e.conversation_id', 'd.created_at'])
      .distinct()
      .where('d.status', 'in', UNDELIVERED)
      .where('d.created_at', '>', new Date(at - settings.afterHours * HOUR_MS - NEWS_MS).toISOString())
      .where('d.created_at', '<=', new Date(at - settings.afterHours * HOUR_MS).toISOString())
      .where('e.kind', '=', 'staff_reply')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('deliveries as other')
              .select('other.id')
              .whereRef('other.cause', '=', 'd.cause')
              .where('other.status', 'in', ['sent', 'delivered', 'passive']),
          ),
        ),
      )
      .orderBy('e.seq')
      .execute()
  }

  /** The ticket that an answer is to, and the mobile number that its citizen left, there or with another of theirs. */
  async function ticketOf(conversationId: string, seq: number) {
    const [event] = await conversations.eventsOf(conversationId, seq - 1)
    if (event?.kind !== 'staff_reply') return null
    const tickets = await db
      .selectFrom('tickets')
      .select(['number', 'contact_encrypted'])
      .where('conversation_id', '=', conversationId)
      .where('contact_encrypted', 'is not', null)
      .orderBy('created_at', 'desc')
      .execute()
    const { ticketNumber: number } = event
    const { contact_encrypted: contact } =
      tickets.find((ticket) => ticket.number === number) ?? tickets[0] ?? {}
    if (!contact) return null
    const phone = normaliseContact(dataKey.decrypt(contact))
    return MOBILE.test(phone) ? { number, phone } : null
  }

  async function tell({ number, phone }: { number: string; phone: string }, answeredAt: string) {
    const text = await remembered.get(number)
    const before: Texted = text === null ? { day: '', takenAt: null } : JSON.parse(text)
    const today = chinaDate(now())
    if (before.day === today || (before.takenAt !== null && before.takenAt > answeredAt)) return
    const remember = (texted: Texted) =>
      remembered.set(number, JSON.stringify(texted), new Date(now().getTime() + REMEMBERED_MS))
    // Before it is sent: after a crash nobody gets it twice.
    await remember({ day: today, takenAt: now().toISOString() })
    try {
      await sendSms(settings, phone, number)
      log(`Told ${maskPhone(phone)} by text message that an answer waits on ticket ${number}`)
    } catch (error) {
      // Refused by status, it was not sent: again soon. Of anything else nobody knows, or it is of no use: tomorrow.
      const wasNotSent = error instanceof DeliveryError && error.retryable && error.code.startsWith('http_')
      await remember(wasNotSent ? before : { ...before, day: today })
      onError(error, `text message on ticket ${number}`)
    }
  }

  /** Of several processes one works. */
  return async (isStopping: () => boolean = () => false): Promise<void> => {
    const hour = chinaHour(now())
    if (hour < FROM_HOUR || hour >= TO_HOUR) return
    await ifDatabaseIsFree(db, 'sms', async () => {
      for (const { seq, conversation_id, created_at } of await waitingAnswers()) {
        if (isStopping()) return
        const ticket = await ticketOf(conversation_id, seq)
        if (ticket) await tell(ticket, created_at)
      }
    })
  }
}

const hours = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Asia/Shanghai',
  hour: '2-digit',
  hourCycle: 'h23',
})

function chinaHour(instant: Date): number {
  return Number(hours.format(instant))
}
