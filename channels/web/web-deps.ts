import type { z } from 'zod'
import type { Conversations } from '../../bot/conversations.js'
import type { LegalAid } from '../../bot/legal-aid/legal-aid.js'
import type { RunTurn } from '../../bot/run-turn.js'
import type { EventStreams } from '../../platform/streams/event-streams.js'
import type { Tickets } from '../../platform/tickets/tickets.js'
import type { LiveEvents } from './live-events.js'
import type { passageView, sharedAnswer, startView } from './wire.js'

export type PassageView = z.infer<typeof passageView>
export type SharedAnswer = z.infer<typeof sharedAnswer>
export type StartView = z.infer<typeof startView>

export interface WebLimits {
  messagesPerMinute: number
  conversationsPerMinute: number
  suggestedTextLength: number
  maxTextLength: number
}

export type Readiness = { ready: true } | { ready: false; reason: string }

/** What the routes answer from. */
export interface WebDeps {
  conversations: Conversations
  runTurn: RunTurn
  tickets: Tickets
  readPassage(id: string, key: string): Promise<PassageView | null>
  readAnswer(replyId: string, key: string): Promise<SharedAnswer | null>
  readStart(): Promise<StartView>
  legalAid: LegalAid
  liveEvents: LiveEvents
  streams: EventStreams
  limits: WebLimits
  /** Who keeps contacts, and how long after the end of a ticket. */
  contacts: { keeper: string; keepDays: number }
  readiness(): Readiness
}
