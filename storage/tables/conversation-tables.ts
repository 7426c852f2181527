import type { Generated, Selectable } from 'kysely'

export interface ConversationTables {
  conversations: ConversationsTable
  messages: MessagesTable
  pending_messages: PendingMessagesTable
  turns: TurnsTable
  conversation_events: ConversationEventsTable
  live_takeovers: LiveTakeoversTable
  live_events: LiveEventsTable
}

interface ConversationsTable {
  id: string
  channel: string
  /** SHA-256 of the bearer secret, hex; '': erased, nobody has it. */
  secret_hash: string
  region_code: string | null
  created_at: string
  /** When the texts of all that belongs to it were erased. */
  erased_at: string | null
}

interface MessagesTable {
  id: string
  conversation_id: string
  /** The sender's own id: the same id twice within a conversation is one message. */
  client_message_id: string
  /** Encrypted original text. */
  text_encrypted: string
  /** Personal data replaced by tokens. */
  text_masked: string
  /** Region and other inputs needed to run the turn again after a crash, JSON. */
  input: string
  created_at: string
}

/**
 * Accepted and not yet answered: written with the message, deleted with its turn. The key lets a conversation
 * have one open question (and beside it one call for a human, one application) at a time, whichever process took it.
 */
interface PendingMessagesTable {
  conversation_id: string
  kind: 'question' | 'handoff' | 'overheard' | 'application'
  message_id: string
  created_at: string
}

/** The reply to a message; at most one a message. Its id is the replyId. */
interface TurnsTable {
  id: string
  conversation_id: string
  message_id: string
  outcome: string
  /** JSON Answer, encrypted: it may repeat what the citizen said. */
  answer_encrypted: string
  /** JSON Trace, masked. */
  trace: string
  ticket_id: string | null
  rating: 'helpful' | 'unhelpful' | null
  rating_comment: string | null
  created_at: string
}

/** What a conversation's live stream shows besides direct replies: staff replies, ticket status. */
interface ConversationEventsTable {
  seq: Generated<number>
  conversation_id: string
  kind:
    | 'staff_reply'
    | 'ticket_status'
    | 'satisfaction_asked'
    | 'staff_joined'
    | 'staff_message'
    | 'correction'
    | 'staff_left'
  /** JSON, encrypted. */
  payload_encrypted: string
  created_at: string
}

/** Conversations that a member of staff holds now: while the row is there, the bot is silent. */
interface LiveTakeoversTable {
  conversation_id: string
  staff_id: string
  staff_name: string
  taken_at: string
  /** Without a message of staff until then the bot gets it back. */
  ends_at: string
}

/** What staff did in conversations, append-only. What the citizen sees of it is in `conversation_events` too. */
interface LiveEventsTable {
  seq: Generated<number>
  conversation_id: string
  /** `whisper`: a suggestion to whoever holds the conversation, never shown to the citizen. */
  kind: 'taken_over' | 'staff_message' | 'whisper' | 'released' | 'timed_out'
  /** null: nobody, the time was over. */
  staff_id: string | null
  staff_name: string | null
  /** The sender's own id: the same twice within a conversation is one message. */
  client_message_id: string | null
  text_encrypted: string | null
  created_at: string
}

export type LiveTakeoverRow = Selectable<LiveTakeoversTable>
export type LiveEventRow = Selectable<LiveEventsTable>
