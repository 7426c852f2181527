import type { Generated, Selectable } from 'kysely'
import type { KnowledgeTables } from './knowledge-tables.js'

export interface TicketTables {
  ticket_days: TicketDaysTable
  tickets: TicketsTable
  ticket_events: TicketEventsTable
  wrong_codes: WrongCodesTable
  contact_consents: ContactConsentsTable
  quality_samples: QualitySamplesTable
  hotline_calls: HotlineCallsTable
  suggestions: SuggestionsTable
  desk_views: DeskViewsTable
}

interface TicketDaysTable {
  /** 2026-1123, the day in China. */
  day: string
  opened: number
}

interface TicketsTable {
  id: string
  /** 2026-1123-0042: date and the day's count. */
  number: string
  query_code_hash: string
  conversation_id: string
  message_id: string
  reason: string
  status: 'waiting' | 'taken' | 'waiting_for_citizen' | 'answered' | 'closed' | 'cancelled' | 'merged'
  urgency: 'normal' | 'urgent'
  matter: string
  service_line: string | null
  region_code: string | null
  summary_masked: string
  created_at: string
  closed_at: string | null
  /** How many events it has: what a fold of them gives is stored in the columns from here on, and in `status`. */
  version: Generated<number>
  /** Channel of the conversation. */
  channel: Generated<string>
  /** How to reach the citizen; encrypted. */
  contact_encrypted: string | null
  /** By which tickets and calls of one number meet: see `contact-hash.ts`; null: none is known, or opened before it was kept. */
  contact_hash: string | null
  /** null: the queue of the province. */
  office_id: string | null
  level: Generated<KnowledgeTables['offices']['level']>
  assignee_id: string | null
  assignee_name: string | null
  taken_at: string | null
  /** Of the first words of a human to the citizen. */
  first_responded_at: string | null
  answered_at: string | null
  first_response_due_at: string | null
  resolution_due_at: string | null
  /** The due instant that counts now; null: nothing is owed. */
  due_at: string | null
  /** JSON Alarm[], soonest first. */
  alarms: Generated<string>
  /** Of the first alarm; null: none, or they rest while the citizen is asked. */
  next_alarm_at: string | null
  /** Orders tickets by what wants work next: ascending as text, no two alike. */
  work_key: Generated<string>
  /** Id of the ticket that goes on for this one. */
  merged_into: string | null
  reopened_count: Generated<number>
  /** 1 or 0, of the last closing; null: not rated. */
  satisfied: number | null
  /** When a dissatisfied citizen is to be called by; null: no call is owed. */
  call_back_due_at: string | null
}

interface TicketEventsTable {
  seq: Generated<number>
  ticket_id: string
  kind:
    | 'opened'
    | 'taken'
    | 'released'
    | 'asked_citizen'
    | 'citizen_replied'
    | 'replied'
    | 'noted'
    | 'transferred'
    | 'returned'
    | 'escalated'
    | 'reminded'
    | 'reopened'
    | 'cancelled'
    | 'merged'
    | 'closed'
    | 'rated'
    | 'called_back'
  /** `platform`: the department's own work platform; `system`: the deadlines. */
  actor_kind: 'bot' | 'citizen' | 'staff' | 'platform' | 'system'
  actor_id: string | null
  actor_name: string
  /** JSON, encrypted. */
  payload_encrypted: string
  created_at: string
}

/** Wrong query codes of late, also for numbers that no ticket has. */
interface WrongCodesTable {
  ticket_number: string
  count: number
  /** When the count starts anew; before that a full one locks the number. */
  forgotten_at: string
}

/** That a citizen agreed to be called under the number that they left; never erased, it holds no number. */
interface ContactConsentsTable {
  id: string
  ticket_id: string
  /** Of the notice that was read. */
  notice_version: string
  /** 1: of a child under 14, by a parent or other guardian. */
  by_guardian: number
  given_at: string
  /** null: it holds. */
  withdrawn_at: string | null
}

/** Closed tickets that were drawn to be looked through. */
interface QualitySamplesTable {
  id: string
  ticket_id: string
  /** Where it lay when it was drawn; null: the queue of the province. */
  office_id: string | null
  /** Monday of the week in which it was closed, `YYYY-MM-DD`, in China. */
  week: string
  drawn_at: string
  /** JSON, 1 to 5 by what is judged; null: not looked through yet. */
  marks: string | null
  note_encrypted: string | null
  reviewer_id: string | null
  reviewer_name: string | null
  reviewed_at: string | null
}

interface HotlineCallsTable {
  id: string
  /** Who took the call, and their office then; null: the whole province. */
  staff_id: string
  office_id: string | null
  /** As `tickets.contact_hash`; the number itself is not kept. */
  caller_hash: string | null
  matter: string | null
  started_at: string
  ended_at: string | null
  /** Made for its ticket. */
  conversation_id: string | null
  ticket_id: string | null
  /** When the hash of the number, and the texts suggested, were. */
  erased_at: string | null
}

/** What was suggested in a call, each once, as it was shown last before staff chose it. */
interface SuggestionsTable {
  call_id: string
  /** What it is made from: the same suggestion in a later list has the same. */
  key: string
  kind: 'script' | 'answer' | 'article' | 'question'
  /** Number of the list in the call, from 1, and the digit there. */
  list: number
  digit: number
  /** As it is copied; personal data masked. */
  text: string
  probability: number
  matter: string
  /** From the pause of the caller until the list was sent. */
  took_ms: number
  shown_at: string
  /** null: left alone. */
  choice: 'used' | 'edited' | 'rejected' | null
  /** Levenshtein distance, in UTF-16 units, of what was made of it; null unless used or edited. */
  distance: number | null
  chosen_at: string | null
}

/** Filters of the queue that a member saved. */
interface DeskViewsTable {
  id: string
  staff_id: string
  name: string
  /** As in the address of the queue. */
  query: string
  created_at: string
}

export type TicketRow = Selectable<TicketsTable>
export type TicketEventRow = Selectable<TicketEventsTable>
