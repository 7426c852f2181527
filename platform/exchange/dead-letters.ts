import { randomUUID } from 'node:crypto'
import { DESTINATION, type ExchangeDeps } from './exchange-deps.js'

export interface DeadLetter {
  messageId: string
  ticketNumber: string
  kind: string
  attempts: number
  lastError: string | null
  createdAt: string
  lastAttemptAt: string | null
  /** Later messages of the ticket that wait for it. */
  held: number
}

export interface SkippedLetter {
  ticketNumber: string
  kind: string
  /** Its place among the messages of the ticket. */
  seq: number
  /** Whether the other side is told in its place. */
  replaced: boolean
}

type DeadLetterDeps = Pick<ExchangeDeps, 'db' | 'transact' | 'dataKey' | 'audit' | 'mask'>

const UNTRIED = {
  status: 'waiting',
  attempts: 0,
  first_attempt_at: null,
  last_attempt_at: null,
  next_attempt_at: null,
} as const

export class DeadLetterNotFoundError extends Error {
  override name = 'DeadLetterNotFoundError'
  constructor(messageId: string) {
    super(`There is no dead letter ${messageId}: \`wenfa exchange dead-letters\` lists them`)
  }
}

/** What could not be delivered and is not tried any more. */
export function createDeadLetters({ db, transact, dataKey, audit, mask }: DeadLetterDeps) {
  const sealed = (message: unknown) => dataKey.encrypt(JSON.stringify(message))
  return {
    /** Oldest first. */
    async deadLetters(): Promise<DeadLetter[]> {
      const rows = await db
        .selectFrom('exchange_outbox as dead')
        .selectAll('dead')
        .select(({ selectFrom }) =>
          selectFrom('exchange_outbox as later')
            .select(({ fn }) => fn.countAll().as('held'))
            .whereRef('later.ticket_id', '=', 'dead.ticket_id')
            .whereRef('later.destination', '=', 'dead.destination')
            .whereRef('later.ticket_seq', '>', 'dead.ticket_seq')
            .as('held'),
        )
        .where('destination', '=', DESTINATION)
        .where('status', '=', 'dead')
        .orderBy('id')
        .execute()
      return rows.map((row) => ({
        messageId: row.message_id,
        ticketNumber: row.ticket_number,
        kind: row.kind,
        attempts: row.attempts,
        lastError: row.last_error,
        createdAt: row.created_at,
        lastAttemptAt: row.last_attempt_at,
        held: Number(row.held ?? 0),
      }))
    },

    /**
     * Lets the later messages of its ticket go on without a dead letter. The other side gets a short one in its place,
     * `skipped` with the reason, so that its count has no gap; where it refuses that one too, skipping it again leaves the
     * gap. What happened stays in the history of the ticket.
     * @param actorId null: the command line
     * @throws {DeadLetterNotFoundError} that message is no dead letter
     */
    async skip(messageId: string, reason: string, actorId: string | null): Promise<SkippedLetter> {
      const replacementId = randomUUID()
      return transact(async (trx) => {
        const dead = await trx
          .selectFrom('exchange_outbox')
          .selectAll()
          .where('destination', '=', DESTINATION)
          .where('message_id', '=', messageId)
          .where('status', '=', 'dead')
          .executeTakeFirst()
        if (!dead) throw new DeadLetterNotFoundError(messageId)
        const { kind, ticket_number: ticketNumber, ticket_seq: seq } = dead
        const replaced = kind !== 'skipped'
        const { citizenMessages: _, ...before } = JSON.parse(dataKey.decrypt(dead.payload_encrypted))
        const message = {
          ...before,
          messageId: replacementId,
          kind: 'skipped',
          data: { reason: mask(reason) },
        }
        const change = replaced
          ? { ...UNTRIED, kind: 'skipped', message_id: replacementId, payload_encrypted: sealed(message) }
          : { status: 'skipped' as const }
        const { numUpdatedRows } = await trx
          .updateTable('exchange_outbox')
          .set(change)
          .where('id', '=', dead.id)
          .where('message_id', '=', messageId)
          .where('status', '=', 'dead')
          .executeTakeFirst()
        if (numUpdatedRows !== 1n) throw new DeadLetterNotFoundError(messageId)
        const details = { messageId, kind, seq, reason: mask(reason) }
        await audit.record(trx, { actorId, action: 'exchange.skip', subject: ticketNumber, details })
        return { ticketNumber, kind, seq, replaced }
      })
    },

    /**
     * Puts dead letters back into the outbox, as if they had never been tried; the receiver knows them by their id.
     * @param which their ids, or all there are
     * @param actorId null: the command line
     * @returns how many
     * @throws {DeadLetterNotFoundError} one was named alone, and is no dead letter
     */
    async resend(which: readonly string[] | 'all', actorId: string | null): Promise<number> {
      if (which.length === 0) return 0
      const resent = await transact(async (trx) => {
        let query = trx
          .updateTable('exchange_outbox')
          .set(UNTRIED)
          .where('destination', '=', DESTINATION)
          .where('status', '=', 'dead')
        if (which !== 'all') query = query.where('message_id', 'in', which)
        const rows = await query.returning(['message_id', 'ticket_number', 'ticket_seq', 'kind']).execute()
        for (const { message_id: messageId, ticket_number: subject, ticket_seq: seq, kind } of rows) {
          await audit.record(trx, {
            actorId,
            action: 'exchange.resend',
            subject,
            details: { messageId, kind, seq },
          })
        }
        return rows.length
      })
      if (resent === 0 && which.length === 1) throw new DeadLetterNotFoundError(which[0]!)
      return resent
    },
  }
}
