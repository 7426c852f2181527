import type { Basis } from '../../../bot/answer.js'
import type { Contact, NewContact } from './api.js'
import type { Settlement } from './satisfaction-view.js'

/** All of them @throws {RequestFailed} */
export interface ContactActions {
  read: (ticketNumber: string) => Promise<Contact>
  keep: (ticketNumber: string, contact: NewContact) => Promise<void>
  forget: (ticketNumber: string) => Promise<void>
}

/** What an exchange may ask of the page. */
export interface ExchangeActions {
  onOpenBasis: (basis: Basis) => void
  onAsk: (question: string) => void
  onPickRegion: () => void
  /** Prepares an application for legal aid. */
  onAid: () => void
  onRetry: (messageId: string) => void
  onEdit: (messageId: string) => void
  onRate: (messageId: string, rating: 'helpful' | 'unhelpful', comment?: string) => Promise<void>
  onSettle: (ticketNumber: string, settlement: Settlement) => Promise<void>
  contacts: ContactActions
}
