import { sql, type Transaction } from 'kysely'
import type { z } from 'zod'
import type { TicketStatus } from '../../bot/ticket-ports.js'
import type { CallbackRow, Tables } from '../../storage/tables.js'
import type { TicketCommand } from '../tickets/ticket-command.js'
import { TicketStateError, TicketTakenError } from '../tickets/ticket-errors.js'
import type { Tickets } from '../tickets/tickets.js'
import { DESTINATION, type ExchangeDeps } from './exchange-deps.js'
import {
  type Callback,
  type callbackReply,
  callback as callbackSchema,
  type ExchangeErrorCode,
} from './exchange-messages.js'
import { ForgedRequestError, type SignedRequest, verifyRequest } from './sign-request.js'

type CallbackReply = z.infer<typeof callbackReply>

/** What the sender is told: a result, or why nothing was taken in. */
export type Received =
  | { status: 200 | 202 | 409; body: CallbackReply }
  | { status: 400 | 401 | 404 | 409; body: { error: { code: ExchangeErrorCode; message: string } } }

export type ReceiveCallback = (request: SignedRequest) => Promise<Received>

/**
 * Takes in what the work platform says of a ticket: verified, then read; once, however often it is sent; in the order
 * of its numbers, whatever the order of arrival. The result is stored in the transaction that changes the ticket.
 */
export function createReceiveCallback(deps: ExchangeDeps, tickets: Pick<Tickets, 'apply'>): ReceiveCallback {
  const { transact, dataKey, settings, now } = deps

  return async (request) => {
    let nonce: string
    try {
      nonce = verifyRequest(request, settings.keys, now())
    } catch (error) {
      if (error instanceof ForgedRequestError) return refuse(401, error.fault, error.message)
      throw error
    }
    const message = readCallback(request.body)
    if ('fault' in message) return refuse(400, 'malformed_message', message.fault)
    if (message.messageId !== nonce) {
      return refuse(400, 'nonce_differs', 'X-Wenfa-Nonce must be the messageId of the body')
    }
    return transact((trx) =>
      takeIn(trx, message, dataKey.mac('callback', request.body.toString()).toString('hex')),
    )
  }

  async function takeIn(trx: Transaction<Tables>, message: Callback, bodyHash: string): Promise<Received> {
    const at = now().toISOString()
    const row = {
      message_id: message.messageId,
      ticket_number: message.ticketNumber,
      ticket_seq: message.seq,
      kind: message.kind,
      payload_encrypted: dataKey.encrypt(JSON.stringify(message)),
      body_hash: bodyHash,
      received_at: at,
    }
    // The platform works on what it was given, not on tickets of others whose numbers are easily guessed.
    const ticket = await trx
      .selectFrom('exchange_outbox')
      .select('ticket_id as id')
      .where('ticket_number', '=', message.ticketNumber)
      .where('destination', '=', DESTINATION)
      .limit(1)
      .executeTakeFirst()
    if (!ticket) {
      await trx
        .insertInto('exchange_callbacks')
        .values({ ...row, ticket_id: null, result: 'unknown_ticket', detail: null, settled_at: at })
        .onConflict((conflict) => conflict.column('message_id').doNothing())
        .execute()
      return refuse(404, 'ticket_unknown', `No ticket ${message.ticketNumber} was handed over`)
    }
    const expected = await lockInbound(trx, ticket.id)
    const before = await trx
      .selectFrom('exchange_callbacks')
      .selectAll()
      .where('message_id', '=', message.messageId)
      .executeTakeFirst()
    if (before && before.result !== 'unknown_ticket') {
      return before.body_hash === bodyHash
        ? replyOf(before, true, expected)
        : refuse(
            409,
            'message_id_reused',
            `Message ${message.messageId} was sent before with another content`,
          )
    }
    const result = await firstResult(trx, ticket.id, message, expected)
    const stored = {
      ...row,
      ...result,
      ticket_id: ticket.id,
      settled_at: result.result === 'kept' ? null : at,
    }
    await trx
      .insertInto('exchange_callbacks')
      .values(stored)
      .onConflict((conflict) => conflict.column('message_id').doUpdateSet(stored))
      .execute()
    if (message.seq !== expected) return replyOf(stored, false, expected)
    const next = await applyKept(trx, ticket.id, expected + 1)
    await trx
      .updateTable('exchange_inbound')
      .set({ next_seq: next })
      .where('ticket_id', '=', ticket.id)
      .execute()
    return replyOf(stored, false, next)
  }

  /** Of a ticket's callbacks one is taken in at a time. @returns the number that is next */
  async function lockInbound(trx: Transaction<Tables>, ticketId: string): Promise<number> {
    const { next_seq } = await trx
      .insertInto('exchange_inbound')
      .values({ ticket_id: ticketId, next_seq: 1 })
      .onConflict((conflict) =>
        conflict
          .column('ticket_id')
          .doUpdateSet(({ ref }) => ({ next_seq: ref('exchange_inbound.next_seq') })),
      )
      .returning('next_seq')
      .executeTakeFirstOrThrow()
    return next_seq
  }

  async function firstResult(
    trx: Transaction<Tables>,
    ticketId: string,
    message: Callback,
    expected: number,
  ): Promise<Pick<CallbackRow, 'result' | 'detail'>> {
    if (message.seq === expected) return apply(trx, message)
    if (message.seq < expected)
      return { result: 'ignored', detail: `number ${message.seq} was taken in before` }
    const other = await trx
      .selectFrom('exchange_callbacks')
      .select('message_id')
      .where('ticket_id', '=', ticketId)
      .where('ticket_seq', '=', message.seq)
      .where('result', '=', 'kept')
      .executeTakeFirst()
    return other
      ? { result: 'ignored', detail: `message ${other.message_id} has number ${message.seq} too` }
      : { result: 'kept', detail: null }
  }

  /** What had come too early and may now be applied. @returns the number that is next */
  async function applyKept(trx: Transaction<Tables>, ticketId: string, from: number): Promise<number> {
    for (let next = from; ; next++) {
      const kept = await trx
        .selectFrom('exchange_callbacks')
        .selectAll()
        .where('ticket_id', '=', ticketId)
        .where('ticket_seq', '=', next)
        .where('result', '=', 'kept')
        .executeTakeFirst()
      if (!kept) return next
      const result = await apply(trx, JSON.parse(dataKey.decrypt(kept.payload_encrypted)) as Callback)
      await trx
        .updateTable('exchange_callbacks')
        .set({ ...result, settled_at: now().toISOString() })
        .where('message_id', '=', kept.message_id)
        .execute()
    }
  }

  /** The first of what it may mean that the ticket allows; what it does not allow leaves nothing behind. */
  async function apply(
    trx: Transaction<Tables>,
    message: Callback,
  ): Promise<Pick<CallbackRow, 'result' | 'detail'>> {
    const actor = { kind: 'platform', id: null, name: message.actorName } as const
    const { status } = await trx
      .selectFrom('tickets')
      .select('status')
      .where('number', '=', message.ticketNumber)
      .executeTakeFirstOrThrow()
    let refusal: Error | undefined
    for (const command of commandsOf(message, status)) {
      await sql`savepoint callback`.execute(trx)
      try {
        await tickets.apply(trx, message.ticketNumber, command, actor)
        await sql`release savepoint callback`.execute(trx)
        return { result: 'applied', detail: null }
      } catch (error) {
        if (!(error instanceof TicketStateError || error instanceof TicketTakenError)) throw error
        await sql`rollback to savepoint callback`.execute(trx)
        refusal ??= error
      }
    }
    return { result: 'refused', detail: refusal?.message ?? null }
  }
}

/** What a callback means for a ticket in that state, the likeliest first. */
function commandsOf(message: Callback, status: TicketStatus['status']): TicketCommand[] {
  switch (message.kind) {
    case 'accepted':
      return [{ kind: 'take' }]
    case 'progress':
      return [{ kind: 'note', text: message.text }]
    case 'answered':
      return [{ kind: 'reply', text: message.text }]
    case 'closed':
      return [{ kind: 'close', reason: message.reason }]
    case 'returned':
      return [{ kind: 'return', reason: message.reason }, ...whereNothingStandsAbove(message.reason, status)]
    default:
      return message satisfies never
  }
}

/** A ticket that no office can get back waits for somebody else, with the reason in its history. */
function whereNothingStandsAbove(reason: string, status: TicketStatus['status']): TicketCommand[] {
  if (status === 'waiting') return [{ kind: 'note', text: `退回：${reason}` }]
  return status === 'taken' || status === 'waiting_for_citizen' ? [{ kind: 'release', reason }] : []
}

function readCallback(body: Buffer): Callback | { fault: string } {
  let json: unknown
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
  } catch {
    return { fault: 'The body is no JSON in UTF-8' }
  }
  const parsed = callbackSchema.safeParse(json)
  if (parsed.success) return parsed.data
  const [issue] = parsed.error.issues
  return { fault: `${issue?.path.join('.') || 'The body'}: ${issue?.message ?? 'is not as agreed'}` }
}

function replyOf(
  { result, detail }: Pick<CallbackRow, 'result' | 'detail'>,
  duplicate: boolean,
  nextSeq: number,
): Received {
  const status = ({ applied: 200, ignored: 200, kept: 202, refused: 409 } as const)[
    result as CallbackReply['result']
  ]
  return { status, body: { result: result as CallbackReply['result'], duplicate, detail, nextSeq } }
}

function refuse(status: 400 | 401 | 404 | 409, code: ExchangeErrorCode, message: string): Received {
  return { status, body: { error: { code, message } } }
}
