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

export class DeadLetterNotFoundError extends Error {
  override name = 'DeadLetterNotFoundError'
  constructor(messageId: string) {
    super(`There is no dead letter ${messageId}: \`wenfa exchange dead-letters\` lists them`)
  }
}

/** What could not be delivered and is not tried any more. */
export function createDeadLetters({ db, transact }: Pick<ExchangeDeps, 'db' | 'transact'>) {
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
     * Puts dead letters back into the outbox, as if they had never been tried; the receiver knows them by their id.
     * @param messageId all of them where absent
     * @returns how many
     * @throws {DeadLetterNotFoundError} that message is no dead letter
     */
    async resend(messageId?: string): Promise<number> {
      const { numUpdatedRows } = await transact((trx) => {
        const dead = trx
          .updateTable('exchange_outbox')
          .set({
            status: 'waiting',
            attempts: 0,
            first_attempt_at: null,
            last_attempt_at: null,
            next_attempt_at: null,
          })
          .where('destination', '=', DESTINATION)
          .where('status', '=', 'dead')
        return (messageId === undefined ? dead : dead.where('message_id', '=', messageId)).executeTakeFirst()
      })
      if (numUpdatedRows === 0n && messageId !== undefined) throw new DeadLetterNotFoundError(messageId)
      return Number(numUpdatedRows)
    },
  }
}
