import { setTimeout as sleep } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import type { Db } from '../../storage/database.js'
import { ifDatabaseIsFree } from '../../storage/locks.js'
import type { Tables } from '../../storage/tables.js'
import { eraseCalls, eraseConversations } from './erase-conversations.js'
import { eraseExchangeMessages } from './erase-exchange.js'
import { ERASED } from './erased.js'
import type { PrivacyDeps } from './privacy-deps.js'

/** What is kept for so many days each, and then erased. */
export const RETENTION_KINDS = [
  'conversations',
  'tickets',
  'calls',
  'deliveries',
  'exchange',
  'drafts',
] as const
export type RetentionKind = (typeof RETENTION_KINDS)[number]

/** Days by kind; 0: for good. */
export type RetentionDays = Readonly<Record<RetentionKind, number>>

export type RetentionCounts = Record<RetentionKind, number>

const DAY_MS = 86_400_000
/** So many at a time: a transaction of some ten milliseconds, which keeps no turn waiting. */
const BATCH = 50
/** Between two, for everybody else. */
const PAUSE_MS = 50

type Reader = Pick<Db, 'selectFrom'>

/** Applies the days by kind: texts go, counters stay. What was erased is in the audit log, by kind. */
export function createRetention({ db, transact, dataKey, audit, now }: PrivacyDeps, days: RetentionDays) {
  /** Takes up to a batch. @returns how many */
  async function eraseBatch(trx: Transaction<Tables>, kind: RetentionKind, before: string): Promise<number> {
    const context = { dataKey, at: now().toISOString() }
    switch (kind) {
      case 'conversations':
      case 'tickets': {
        const due = kind === 'tickets' ? ticketsDue(trx, before) : conversationsDue(trx, before)
        const ids = idsOf(await due.limit(BATCH).execute())
        await eraseConversations(trx, ids, context)
        return ids.length
      }
      case 'calls': {
        const ids = idsOf(await callsDue(trx, before).limit(BATCH).execute())
        await eraseCalls(trx, ids, context.at)
        return ids.length
      }
      case 'deliveries': {
        const ids = idsOf(await deliveriesDue(trx, before).limit(BATCH).execute())
        await trx
          .updateTable('deliveries')
          .set({ text_encrypted: dataKey.encrypt(ERASED), choices: null, erased_at: context.at })
          .where('id', 'in', [0, ...ids])
          .execute()
        return ids.length
      }
      case 'exchange': {
        const outboxIds = idsOf(await outboxDue(trx, before).limit(BATCH).execute())
        await eraseExchangeMessages(trx, { outboxIds: [0, ...outboxIds] }, context)
        const callbackIds = idsOf(await callbacksDue(trx, before).limit(BATCH).execute())
        await eraseExchangeMessages(trx, { callbackIds: ['', ...callbackIds] }, context)
        return outboxIds.length + callbackIds.length
      }
      case 'drafts': {
        const ids = idsOf(await draftsDue(trx, before).limit(BATCH).execute())
        await trx
          .deleteFrom('qa_proposals')
          .where('id', 'in', ['', ...ids])
          .execute()
        return ids.length
      }
      default:
        return kind satisfies never
    }
  }

  const beforeOf = (kind: RetentionKind) =>
    days[kind] === 0 ? null : new Date(now().getTime() - days[kind] * DAY_MS).toISOString()

  return {
    /** What would be erased now. */
    async due(): Promise<RetentionCounts> {
      const counts = {} as RetentionCounts
      for (const kind of RETENTION_KINDS) {
        const before = beforeOf(kind)
        counts[kind] = before === null ? 0 : await countDue(db, kind, before)
      }
      return counts
    },

    /**
     * Erases what is due, batch by batch. One process does it at a time; killed in between, the next run goes on.
     * @param isStopping asked between batches
     * @returns how many of each; null: another process is at it
     */
    async apply(isStopping: () => boolean = () => false): Promise<RetentionCounts | null> {
      const done = await ifDatabaseIsFree(db, 'retention', async () => {
        const counts = {} as RetentionCounts
        for (const kind of RETENTION_KINDS) {
          counts[kind] = 0
          const before = beforeOf(kind)
          while (before !== null && !isStopping()) {
            const count = await transact(async (trx) => {
              const erased = await eraseBatch(trx, kind, before)
              if (erased > 0) {
                await audit.record(trx, {
                  actorId: null,
                  action: 'privacy.retention',
                  subject: kind,
                  details: { count: erased, days: days[kind] },
                })
              }
              return erased
            })
            counts[kind] += count
            if (count === 0) break
            await sleep(PAUSE_MS)
          }
        }
        return counts
      })
      return done?.result ?? null
    },
  }
}

async function countDue(db: Reader, kind: RetentionKind, before: string): Promise<number> {
  switch (kind) {
    case 'conversations':
      return (await conversationsDue(db, before).execute()).length
    case 'tickets':
      return (await ticketsDue(db, before).execute()).length
    case 'calls':
      return (await callsDue(db, before).execute()).length
    case 'deliveries':
      return (await deliveriesDue(db, before).execute()).length
    case 'exchange': {
      const [sent, received] = [
        await outboxDue(db, before).execute(),
        await callbacksDue(db, before).execute(),
      ]
      return sent.length + received.length
    }
    case 'drafts':
      return (await draftsDue(db, before).execute()).length
    default:
      return kind satisfies never
  }
}

function idsOf<Id>(rows: readonly { id: Id }[]): Id[] {
  return rows.map(({ id }) => id)
}

/** Nothing was said since, nobody is at work in it, and no ticket came of it. */
function conversationsDue(from: Reader, before: string) {
  return quiet(from, before).where(({ not, exists, selectFrom }) =>
    not(
      exists(
        selectFrom('tickets')
          .select('tickets.id')
          .whereRef('tickets.conversation_id', '=', 'conversations.id'),
      ),
    ),
  )
}

/** Conversations whose tickets all ended before. */
function ticketsDue(from: Reader, before: string) {
  return quiet(from, before)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('tickets')
          .select('tickets.id')
          .whereRef('tickets.conversation_id', '=', 'conversations.id'),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('tickets')
            .select('tickets.id')
            .whereRef('tickets.conversation_id', '=', 'conversations.id')
            .where((eb) => eb.or([eb('closed_at', 'is', null), eb('closed_at', '>=', before)])),
        ),
      ),
    )
}

function quiet(from: Reader, before: string) {
  return from
    .selectFrom('conversations')
    .select('conversations.id')
    .where('conversations.erased_at', 'is', null)
    .where('conversations.created_at', '<', before)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('messages')
            .select('messages.id')
            .whereRef('messages.conversation_id', '=', 'conversations.id')
            .where('messages.created_at', '>=', before),
        ),
      ),
    )
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('live_takeovers')
            .select('live_takeovers.conversation_id')
            .whereRef('live_takeovers.conversation_id', '=', 'conversations.id'),
        ),
      ),
    )
    .orderBy('conversations.created_at')
}

/** Those with a ticket go with it. */
function callsDue(from: Reader, before: string) {
  return from
    .selectFrom('hotline_calls')
    .select('id')
    .where('erased_at', 'is', null)
    .where('started_at', '<', before)
    .where('ticket_id', 'is', null)
    .orderBy('started_at')
}

function deliveriesDue(from: Reader, before: string) {
  return from
    .selectFrom('deliveries')
    .select('id')
    .where('erased_at', 'is', null)
    .where('created_at', '<', before)
    .where('status', 'not in', ['queued', 'held'])
    .orderBy('created_at')
}

function outboxDue(from: Reader, before: string) {
  return from
    .selectFrom('exchange_outbox')
    .select('id')
    .where('erased_at', 'is', null)
    .where('created_at', '<', before)
    .where('status', 'in', ['delivered', 'skipped'])
    .orderBy('created_at')
}

function callbacksDue(from: Reader, before: string) {
  return from
    .selectFrom('exchange_callbacks')
    .select('message_id as id')
    .where('erased_at', 'is', null)
    .where('received_at', '<', before)
    .where('result', '!=', 'kept')
    .orderBy('received_at')
}

function draftsDue(from: Reader, before: string) {
  return from
    .selectFrom('qa_proposals')
    .select('id')
    .where('status', '=', 'draft')
    .where('submitted_at', '<', before)
    .orderBy('submitted_at')
}
