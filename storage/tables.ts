import type { ChannelTables } from './tables/channel-tables.js'
import type { ConversationTables } from './tables/conversation-tables.js'
import type { DependentTables } from './tables/dependent-tables.js'
import type { DraftTables } from './tables/draft-tables.js'
import type { ExchangeTables } from './tables/exchange-tables.js'
import type { KnowledgeTables } from './tables/knowledge-tables.js'
import type { QualityTables } from './tables/quality-tables.js'
import type { ServerTables } from './tables/server-tables.js'
import type { StaffTables } from './tables/staff-tables.js'
import type { TicketTables } from './tables/ticket-tables.js'

export type { LiveEventRow, LiveTakeoverRow } from './tables/conversation-tables.js'
export type { CorrectionNoticeRow, DependentFlagRow } from './tables/dependent-tables.js'
export type { DraftRow, KnowledgeTokenRow, SourceCareRow, UploadRow } from './tables/draft-tables.js'
export type { CallbackRow, OutboxRow } from './tables/exchange-tables.js'
export type {
  NewPassageRow,
  OfficeRow,
  PassageRow,
  QaProposalRow,
  SourceRow,
  SourceVersionRow,
} from './tables/knowledge-tables.js'
export { NEXT_REVISION } from './tables/knowledge-tables.js'
export type { EvalCaseRow, GapRow } from './tables/quality-tables.js'
export type { AuditRow, StaffRow } from './tables/staff-tables.js'
export type { TicketEventRow, TicketRow } from './tables/ticket-tables.js'

/** Dates are `YYYY-MM-DD`, instants ISO 8601 in UTC, both as text so that SQLite and PostgreSQL hold the same. */
export interface Tables
  extends KnowledgeTables,
    DraftTables,
    QualityTables,
    DependentTables,
    ConversationTables,
    TicketTables,
    StaffTables,
    ChannelTables,
    ExchangeTables,
    ServerTables {}
