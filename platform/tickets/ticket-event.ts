import type { Answer } from '../../bot/answer.js'
import type { HandOffReason, TicketFacts } from '../../bot/ticket-ports.js'
import type { OfficeLevel } from '../../knowledge/office-level.js'
import type { DeadlineKind, TicketActor } from './ticket-command.js'

/** Where a ticket lies. `officeId` null: the queue of the province. */
export interface Place {
  officeId: string | null
  level: OfficeLevel
}

/** At 0.5 and 0.8 of the time somebody is reminded; at 1 the ticket goes to the level above. */
export interface Alarm {
  deadline: DeadlineKind
  share: 0.5 | 0.8 | 1
  /** ISO instant. */
  at: string
}

/** What is owed to the citizen, and when somebody is told; null: nothing is owed. Instants are ISO. */
export interface Deadlines {
  firstResponseDueAt: string | null
  resolutionDueAt: string | null
  /** Soonest first. */
  alarms: readonly Alarm[]
}

/** Of what ends a wait for the citizen: what is owed from then on. */
interface AfterPause {
  deadlines?: Deadlines
}

interface Handed extends Place, AfterPause {
  reason: string
  fromOfficeId: string | null
}

interface Payloads {
  /** Tickets of before the life cycle hold the reason only. */
  opened: { reason: HandOffReason } & Partial<
    Place & { deadlines: Deadlines; facts: TicketFacts; draft: Answer | null; sources: readonly string[] }
  >
  /** `assignedBy`: who gave it to the actor, where they did not take it themselves. */
  taken: { assignedBy?: string }
  released: { reason: string } & AfterPause
  asked_citizen: { text: string }
  citizen_replied: { text: string; messageId?: string; deadlines: Deadlines }
  replied: { text: string }
  noted: { text: string }
  transferred: Handed
  returned: Handed
  escalated: Handed & {
    /** Of an escalation that nobody decided. */
    deadline?: DeadlineKind
    /** When it goes up once more. */
    alarms: readonly Alarm[]
  }
  reminded: { deadline: DeadlineKind; share: 0.5 | 0.8 }
  reopened: { reason: string; deadlines: Deadlines }
  cancelled: { reason: string }
  /** `into`: id of the other ticket; `number`: its number. */
  merged: { reason: string; into: string; number: string }
  closed: { reason: string }
  rated: { satisfied: boolean; comment: string | null; callBackDueAt: string | null }
  called_back: { text: string }
}

export type TicketEventKind = keyof Payloads

/** One thing that happened: what is stored encrypted is `payload`. */
export type TicketEventBody = { [K in TicketEventKind]: { kind: K; payload: Payloads[K] } }[TicketEventKind]

/** `at`: ISO instant. */
export type TicketEvent = TicketEventBody & { seq: number; actor: TicketActor; at: string }
