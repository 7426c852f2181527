import type { Passages } from '../../retrieval/passages.js'
import type { Retriever } from '../../retrieval/retriever.js'
import type { Db, Transact } from '../../storage/database.js'
import type { AuditLog } from '../staff/audit/audit-log.js'
import type { Tickets } from '../tickets/tickets.js'

export interface ReviewDeps {
  db: Db
  transact: Transact
  tickets: Pick<Tickets, 'show'>
  passages: Pick<Passages, 'byIds'>
  search: Pick<Retriever, 'search' | 'lookup'>
  audit: AuditLog
  now(): Date
  randomBytes(count: number): Buffer
}
