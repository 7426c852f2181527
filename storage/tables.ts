import type { Generated, Insertable, Selectable } from 'kysely'

/** Dates are `YYYY-MM-DD`, instants ISO 8601 in UTC, both as text so that SQLite and PostgreSQL hold the same. */
export interface Tables {
  knowledge_state: KnowledgeStateTable
  publications: PublicationsTable
  data_key: DataKeyTable
  sources: SourcesTable
  source_versions: SourceVersionsTable
  passages: PassagesTable
  ingested_files: IngestedFilesTable
  file_versions: FileVersionsTable
  offices: OfficesTable
  conversations: ConversationsTable
  messages: MessagesTable
  pending_messages: PendingMessagesTable
  turns: TurnsTable
  conversation_events: ConversationEventsTable
  tickets: TicketsTable
  ticket_days: TicketDaysTable
  ticket_events: TicketEventsTable
  wrong_codes: WrongCodesTable
  trial_writes: TrialWritesTable
  rankers: RankersTable
  withdrawn_answers: WithdrawnAnswersTable
  hotline_calls: HotlineCallsTable
  suggestions: SuggestionsTable
  staff: StaffTable
  staff_sessions: StaffSessionsTable
  staff_invites: StaffInvitesTable
  staff_recovery_codes: StaffRecoveryCodesTable
  staff_failures: StaffFailuresTable
  audit_log: AuditLogTable
  audit_head: AuditHeadTable
  exchange_destinations: ExchangeDestinationsTable
  exchange_outbox: ExchangeOutboxTable
  exchange_inbound: ExchangeInboundTable
  exchange_callbacks: ExchangeCallbacksTable
  exchange_reconciliations: ExchangeReconciliationsTable
  live_takeovers: LiveTakeoversTable
  live_events: LiveEventsTable
  desk_views: DeskViewsTable
  quality_samples: QualitySamplesTable
  channel_peers: ChannelPeersTable
  channel_inbox: ChannelInboxTable
  channel_bindings: ChannelBindingsTable
  channel_values: ChannelValuesTable
  deliveries: DeliveriesTable
  qa_proposals: QaProposalsTable
  switches: SwitchesTable
  contact_consents: ContactConsentsTable
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

/** A row while something is switched off. */
interface SwitchesTable {
  /** `model`, `answers`, or a channel as in `conversations.channel`. */
  name: string
  /** '': none was given. */
  reason: string
  off_since: string
}

/** A citizen as a platform knows them. */
interface ChannelPeersTable {
  id: string
  channel: string
  /** HMAC of channel and the platform's id under the data key, hex. */
  peer_hash: string
  /** The platform's id, encrypted. */
  peer_encrypted: string
  conversation_id: string
  /** What the platform wants to see again with an answer; encrypted. */
  reply_to_encrypted: string | null
  /** So many messages the platform lets through until then; both null: no limit. */
  allowance: number | null
  allowance_until: string | null
  /** Until then a response may carry what waits: nothing of it is sent. */
  response_until: string | null
  created_at: string
}

/** What platforms brought, stored before it is acknowledged. */
interface ChannelInboxTable {
  id: Generated<number>
  peer_id: string
  /** The platform's own: the same id twice is one message. */
  message_id: string
  /** JSON InboundContent, encrypted; null once it is done. */
  content_encrypted: string | null
  received_at: string
  done_at: string | null
}

/** What of another conversation a citizen hears too, having shown its ticket's query code. */
interface ChannelBindingsTable {
  conversation_id: string
  peer_id: string
  created_at: string
}

/** What all processes share of a platform: access tokens, positions in its queues. */
interface ChannelValuesTable {
  channel: string
  name: string
  value_encrypted: string
  /** null: it does not expire. */
  expires_at: string | null
}

/** Every message to a citizen over a platform: never deleted, its text erased after a time. */
interface DeliveriesTable {
  id: Generated<number>
  peer_id: string
  /** What says it: `turn:` and the message it answers, `event:` and its seq, `inbox:` and its row. */
  cause: string
  /** From 0: one cause may take several messages. */
  part: number
  text_encrypted: string
  /** JSON, answers to press; null: none. */
  choices: string | null
  /** `held`: the platform lets nothing through until the citizen writes again. `passive`: given in a response. */
  status: 'queued' | 'sent' | 'passive' | 'delivered' | 'held' | 'failed'
  attempts: Generated<number>
  next_attempt_at: string
  /** Until then one process is sending it. */
  claimed_until: string | null
  /** Of the platform, at the last try. */
  code: string | null
  reason: string | null
  /** By which the platform knows it. */
  platform_id: string | null
  /** When a citizen who cannot be written to was told that something waits. */
  notified_at: string | null
  created_at: string
  settled_at: string | null
  /** When its text was. */
  erased_at: string | null
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

/** Filters of the queue that a member saved. */
interface DeskViewsTable {
  id: string
  staff_id: string
  name: string
  /** As in the address of the queue. */
  query: string
  created_at: string
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

/** Texts hold no personal data: they are to be published. */
interface QaProposalsTable {
  id: string
  /** `draft`: with its author, at first or sent back. Whether a published one was withdrawn, `withdrawn_answers` says. */
  status: 'draft' | 'in_review' | 'published'
  /** Counts changes, from 1. */
  version: number
  /** A ticket is proposed once; null: not from a ticket. */
  ticket_number: string | null
  /** Where the ticket lay, and so who reviews; null: the whole province. */
  office_id: string | null
  question: string
  answer: string
  matter: string
  /** null: everywhere. */
  region_code: string | null
  /** JSON string[]: the articles that the answer names, by full title, when it was last written. */
  citations: string
  author_id: string
  author_name: string
  /** Who changed it in review. */
  editor_id: string | null
  editor_name: string | null
  submitted_at: string
  decider_name: string | null
  decided_at: string | null
  /** Why it was sent back. */
  reason: string | null
  /** As in `source_versions.id`, once published. */
  answer_version_id: string | null
}

/** One row a destination. Whoever holds the claim sends, so that messages go one after another. */
interface ExchangeDestinationsTable {
  name: string
  /** Random, new for every attempt. */
  claim: string | null
  /** After it the claim counts for nothing: its process is dead or too slow. */
  claimed_until: string | null
  /** In a row, whatever the message. */
  failures: Generated<number>
  next_attempt_at: string | null
  /** Of the last message that arrived. */
  delivered_at: string | null
}

/** What the destination is told: written with the event of the ticket, never deleted. */
interface ExchangeOutboxTable {
  id: Generated<number>
  destination: string
  /** Random: the idempotency key. */
  message_id: string
  ticket_id: string
  ticket_number: string
  /** Position among the messages of its ticket, from 1, without gaps. */
  ticket_seq: number
  kind: string
  /** The body, JSON, encrypted. */
  payload_encrypted: string
  /** `skipped`: staff gave it up, and what follows of its ticket goes on. */
  status: 'waiting' | 'delivered' | 'dead' | 'skipped'
  /** Counted before sending; one that was refused counts as several. */
  attempts: Generated<number>
  first_attempt_at: string | null
  last_attempt_at: string | null
  next_attempt_at: string | null
  last_error: string | null
  created_at: string
  delivered_at: string | null
  /** When its texts were. */
  erased_at: string | null
}

/** What of a ticket the destination may tell us next; its row is the lock under which callbacks are taken in. */
interface ExchangeInboundTable {
  ticket_id: string
  next_seq: number
}

/** Every callback that was signed rightly, with what became of it. */
interface ExchangeCallbacksTable {
  /** The sender's: the same id is the same message. */
  message_id: string
  /** null: no ticket has that number. */
  ticket_id: string | null
  ticket_number: string
  /** The sender's count within the ticket, from 1. */
  ticket_seq: number
  kind: string
  /** The body, JSON, encrypted. */
  payload_encrypted: string
  /** HMAC-SHA256 of the body under the data key, hex. */
  body_hash: string
  /** `kept`: it came before one that must be applied first. */
  result: 'applied' | 'kept' | 'ignored' | 'refused' | 'unknown_ticket'
  /** Why it was refused or ignored. */
  detail: string | null
  received_at: string
  /** When it got its result, other than `kept`. */
  settled_at: string | null
  /** When its texts were. */
  erased_at: string | null
}

interface ExchangeReconciliationsTable {
  id: Generated<number>
  started_at: string
  ended_at: string
  trigger: 'daily' | 'manual'
  /** How many tickets were compared. */
  compared: number
  /** JSON Difference[]. */
  differences: string
  /** Why the comparison could not be made; null: it was. */
  error: string | null
}

/** Orders of articles fitted to confirmed answers; the last one counts. `network` and `report` are JSON. */
interface RankersTable {
  id: Generated<number>
  network: string
  report: string
  /** Knowledge revision that it was fitted at; 0: unknown. */
  revision: Generated<number>
  created_at: string
}

/** Confirmed answers that no file brings back until they are restored. */
interface WithdrawnAnswersTable {
  /** As in `source_versions.id`, which is made from what the answer says. */
  version_id: string
  withdrawn_at: string
}

/** One row, id 1. `revision` counts publications: every process follows it. */
interface KnowledgeStateTable {
  id: number
  revision: number
}

/** Written by a trigger whenever the revision changes. */
interface PublicationsTable {
  revision: number
  /** Random: after a restored backup the same number is given to another publication. */
  id: string
}

/** One row, id 1. */
interface DataKeyTable {
  id: number
  /** What the key makes of a fixed text, base64url; null until the database is first opened with a key. */
  check_value: string | null
  /** JSON string[], encrypted: the keys before, hex, oldest first; null: there were none. */
  earlier_encrypted: string | null
  /** Check value of the key that everything is being encrypted anew with; null: nothing is. */
  rotating_to: string | null
}

/** One document: a law (all its versions), a guide, a Q&A. */
interface SourcesTable {
  id: string
  kind: 'statute' | 'guide' | 'faq'
  /** As printed: 中华人民共和国公司法. */
  title: string
  /** Title without 中华人民共和国 and without a bracketed date, the key by which versions of one law meet. */
  short_title: string
  /** GB/T 2260 division code; null: the whole country. */
  region_code: string | null
}

/** The text of a source as published on a date. */
interface SourceVersionsTable {
  id: string
  source_id: string
  /** Adoption date of the version: the one in the file's name, else the latest in its notes. */
  version_date: string | null
  effective_from: string | null
  /** First day on which the version is no longer in force. */
  effective_to: string | null
  status: 'draft' | 'in_review' | 'published' | 'withdrawn'
  issuing_body: string | null
  /** Path relative to the ingested folder, `/` as separator; of several files that hold the version, the one read last. */
  file: string
  /** JSON: StatuteDetails, or GuideDetails of a guide or Q&A. */
  details: string
  created_at: string
  /** JSON of the columns that the next publication changes, with their values to be; null: none. */
  waiting: string | null
}

/**
 * The unit of retrieval. A row is visible at revision R when published_revision <= R and not withdrawn_revision <= R.
 * A row that waits for the next publication has published_revision null, or withdrawn_revision NEXT_REVISION.
 */
interface PassagesTable {
  /** Stable over re-ingestion of unchanged text. */
  id: string
  version_id: string
  /** Position in the version, from 0. */
  ordinal: number
  kind: 'statute' | 'guide' | 'faq'
  /** Title of the law without 中华人民共和国 (民法典), of the guide, or the question of a Q&A. */
  title: string
  /** 第一千零七十七条 as written; null for notes, annexes, guides and Q&A. */
  article: string | null
  /** 1077; with `article_suffix` 1 for 第一百二十条之一. */
  article_number: number | null
  article_suffix: number | null
  /** 婚姻家庭编 / 第四章 离婚; the section of a guide. */
  heading_path: string
  text: string
  /** Other wordings of the question, one a line: an indexed field of its own. */
  asks: string
  matter: string | null
  /** JSON string[] of service lines. */
  service_lines: string
  published_revision: number | null
  withdrawn_revision: number | null
}

/** What `wenfa ingest` has read: decides whether a file is unchanged, and repeats its problems when it is. */
interface IngestedFilesTable {
  /** Where it lies, absolute; for files that belong to the program a path of their own, starter/labour.md. */
  path: string
  /** As in `source_versions.file`. */
  file: string
  content_hash: string
  /** Kind and region given on the command line, and the version of the parsers. */
  settings: string
  /** JSON FileProblem[]. */
  problems: string
}

/** Which files hold a version: it is withdrawn when none does. */
interface FileVersionsTable {
  /** As in `ingested_files.path`. */
  path: string
  version_id: string
  /** Of a confirmed answer: where the file holds it, from 1. */
  line: number | null
}

interface OfficesTable {
  id: string
  name: string
  level: 'province' | 'city' | 'county' | 'township' | 'village'
  region_code: string
  parent_id: string | null
  address: string
  phone: string
  hours: string
  /** JSON string[]. */
  service_lines: string
  longitude: number | null
  latitude: number | null
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
 * have one open question (and beside it one call for a human) at a time, whichever process took it.
 */
interface PendingMessagesTable {
  conversation_id: string
  kind: 'question' | 'handoff' | 'overheard'
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
    | 'staff_left'
  /** JSON, encrypted. */
  payload_encrypted: string
  created_at: string
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
  level: Generated<OfficesTable['level']>
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

/** One row, id 1. */
interface TrialWritesTable {
  id: number
  count: number
}

/** An account; none is ever deleted, since the audit log names it. */
interface StaffTable {
  id: string
  /** What is typed to sign in, as `normaliseLogin` makes it. */
  login: string
  name: string
  role: 'hotline' | 'handler' | 'knowledge' | 'supervisor' | 'administrator'
  /** null: the whole province. */
  office_id: string | null
  /** `invited` until the first password or single sign-on. */
  status: 'invited' | 'active' | 'disabled'
  password_hash: string | null
  totp_secret_encrypted: string | null
  /** null: there is no second factor, or none that has shown a code yet. */
  totp_confirmed_at: string | null
  /** Time step of the last code taken: it and earlier ones are refused. */
  totp_last_step: number | null
  created_at: string
  /** With everything that was due; null: never. */
  last_signed_in_at: string | null
}

interface StaffSessionsTable {
  /** SHA-256 of the token, hex. */
  token_hash: string
  staff_id: string
  /** `second_factor`: the password was right, a code is due; `enrolment`: a second factor has to be set up first. */
  stage: 'second_factor' | 'enrolment' | 'full'
  /** 1: a second factor was shown, here or at the single sign-on. */
  strong: number
  created_at: string
  /** Written at most once a minute. */
  last_seen_at: string
  expires_at: string
}

/** Set-up links that are open, at most one an account. */
interface StaffInvitesTable {
  /** SHA-256 of the token, hex. */
  token_hash: string
  staff_id: string
  expires_at: string
}

interface StaffRecoveryCodesTable {
  staff_id: string
  /** Keyed hash, hex. */
  code_hash: string
}

/** Wrong passwords and codes of late, also for accounts that do not exist. */
interface StaffFailuresTable {
  /** Keyed hash of what is counted: an account, an address. */
  key: string
  count: number
  /** When the count starts anew; before that a full one locks. */
  forgotten_at: string
}

/** Append-only, which triggers see to. */
interface AuditLogTable {
  /** From 1, without gaps. */
  seq: number
  at: string
  /** Of the account; null: the command line or the system. */
  actor_id: string | null
  /** `ticket.take`. */
  action: string
  subject: string
  /** JSON. */
  details: string
  previous_hash: string
  /** HMAC of all the above, hex. */
  hash: string
}

/** One row, id 1: the last of the log. Whoever appends holds it. */
interface AuditHeadTable {
  id: number
  seq: number
  hash: string
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

/** Stands in `withdrawn_revision` until the next publication puts its number there. */
export const NEXT_REVISION = 2_147_483_647

export type SourceRow = Selectable<SourcesTable>
export type SourceVersionRow = Selectable<SourceVersionsTable>
export type NewPassageRow = Insertable<PassagesTable>
export type OfficeRow = Selectable<OfficesTable>
export type TicketRow = Selectable<TicketsTable>
export type TicketEventRow = Selectable<TicketEventsTable>
export type OutboxRow = Selectable<ExchangeOutboxTable>
export type CallbackRow = Selectable<ExchangeCallbacksTable>
export type StaffRow = Selectable<StaffTable>
export type QaProposalRow = Selectable<QaProposalsTable>
export type LiveTakeoverRow = Selectable<LiveTakeoversTable>
export type LiveEventRow = Selectable<LiveEventsTable>
export type AuditRow = Selectable<AuditLogTable>
