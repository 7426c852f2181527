/** Who did something. `platform`: the department's own work platform; `system`: the deadlines. */
export interface TicketActor {
  kind: 'bot' | 'citizen' | 'staff' | 'platform' | 'system'
  id: string | null
  name: string
}

export type DeadlineKind = 'first_response' | 'resolution'

/** Everything that can be done to a ticket once it is open. Texts and reasons are unmasked: they are stored encrypted. */
export type TicketCommand =
  /** `assignedBy`: name of who gave it to the actor. */
  | { kind: 'take'; assignedBy?: string }
  | { kind: 'release'; reason: string }
  | { kind: 'ask'; text: string }
  | { kind: 'reply'; text: string }
  | { kind: 'note'; text: string }
  /** `messageId`: of the citizen's message, so that the same is passed on once. */
  | { kind: 'citizen_reply'; text: string; messageId?: string }
  | { kind: 'transfer'; officeId: string; reason: string }
  /** Back to the office that it came from. */
  | { kind: 'return'; reason: string }
  /** To the office above. `deadline`: the one that passed, where nobody decided it. */
  | { kind: 'escalate'; reason: string; deadline?: DeadlineKind }
  | { kind: 'remind'; deadline: DeadlineKind; share: 0.5 | 0.8 }
  | { kind: 'reopen'; reason: string }
  | { kind: 'cancel'; reason: string }
  /** `into`: number of the ticket that goes on for both. */
  | { kind: 'merge'; into: string; reason: string }
  | { kind: 'close'; reason: string }
  | { kind: 'rate'; satisfied: boolean; comment: string | null }
  /** A dissatisfied citizen was called. */
  | { kind: 'call_back'; text: string }
