import type { Conversations } from '../../bot/conversations.js'
import type { Retriever } from '../../retrieval/retriever.js'
import type { Db, Transact } from '../../storage/database.js'
import type { AuditLog } from '../staff/audit/audit-log.js'
import type { Answering } from './tester/answering.js'

export interface KnowledgeDeps {
  db: Db
  transact: Transact
  search: Pick<Retriever, 'search' | 'lookup'>
  /** The bot, for trying questions out. */
  answering: Answering
  /** Tells citizens what they have to know. */
  conversations: Pick<Conversations, 'appendEvents'>
  audit: AuditLog
  /** Whether whoever wrote a draft may also publish it: the department's policy. */
  authorMayPublish: boolean
  now(): Date
  randomBytes(count: number): Buffer
  onError(error: unknown): void
}
