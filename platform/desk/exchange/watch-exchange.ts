import type { z } from 'zod'
import { DeadLetterNotFoundError } from '../../exchange/dead-letters.js'
import type { Exchange } from '../../exchange/exchange.js'
import type { Reconciliation } from '../../exchange/reconcile.js'
import { seesOffice } from '../../staff/access/add-staff-access.js'
import type { StaffRequest } from '../../staff/access/staff-access.js'
import type { StaffScope } from '../../tickets/staff-scope.js'
import type { DeskDeps } from '../desk-deps.js'
import { deskErrors } from '../desk-error.js'
import type { exchangeView, reconciliationView } from './exchange-wire.js'
import { plainFault } from './plain-fault.js'

type ExchangeView = z.infer<typeof exchangeView>

/** Asked of the database at once. */
const NUMBERS_AT_ONCE = 500

/** The exchange as staff look after it: state of the whole, and what concerns the tickets that they see. */
export function createWatchExchange({
  db,
  transact,
  audit,
  exchange,
}: Pick<DeskDeps, 'db' | 'transact' | 'audit' | 'exchange'>) {
  /** @throws {StaffError} 409 the exchange is off */
  function running(): Exchange {
    if (!exchange) throw deskErrors.exchangeOff()
    return exchange
  }

  /** Which of these tickets the member sees; a number without a ticket is for those who see all. */
  async function visibleOf(
    numbers: Iterable<string>,
    scope: StaffScope,
  ): Promise<(number: string) => boolean> {
    if (scope.officeIds === 'all') return () => true
    const asked = [...new Set(numbers)]
    const visible = new Set<string>()
    for (let at = 0; at < asked.length; at += NUMBERS_AT_ONCE) {
      const rows = await db
        .selectFrom('tickets')
        .select(['number', 'office_id'])
        .where('number', 'in', asked.slice(at, at + NUMBERS_AT_ONCE))
        .execute()
      for (const row of rows) if (seesOffice(scope, row.office_id)) visible.add(row.number)
    }
    return (number) => visible.has(number)
  }

  async function viewReconciliation(
    { startedAt, endedAt, trigger, compared, differences, error }: Reconciliation,
    scope: StaffScope,
  ): Promise<z.infer<typeof reconciliationView>> {
    const isVisible = await visibleOf(
      differences.map(({ number }) => number),
      scope,
    )
    const own = differences.filter(({ number }) => isVisible(number))
    return {
      startedAt,
      endedAt,
      trigger,
      compared,
      differences: own,
      elsewhere: differences.length - own.length,
      problem: error === null ? null : plainFault(error),
    }
  }

  async function visibleLetters({ scope }: StaffRequest) {
    const letters = await running().deadLetters()
    const isVisible = await visibleOf(
      letters.map(({ ticketNumber }) => ticketNumber),
      scope,
    )
    return letters.filter(({ ticketNumber }) => isVisible(ticketNumber))
  }

  return {
    async show(who: StaffRequest): Promise<ExchangeView> {
      if (!exchange) return { delivery: null, deadLetters: [], gaps: [], refused: [], reconciliation: null }
      const [status, letters] = await Promise.all([exchange.status(), visibleLetters(who)])
      const isVisible = await visibleOf(
        [...status.gaps, ...status.refused].map(({ ticketNumber }) => ticketNumber),
        who.scope,
      )
      const { waiting, waitingSince, nextAttemptAt, deliveredAt, lastReconciliation } = status
      // What was given up is no trouble of the delivery any more.
      const failures = waiting > 0 ? status.failures : 0
      return {
        delivery: {
          waiting,
          waitingSince,
          failures,
          nextAttemptAt: failures > 0 ? nextAttemptAt : null,
          problem: failures > 0 && status.lastError !== null ? plainFault(status.lastError) : null,
          deliveredAt,
        },
        deadLetters: letters.map((letter) => ({
          id: letter.messageId,
          number: letter.ticketNumber,
          kind: letter.kind,
          attempts: letter.attempts,
          reason: plainFault(letter.lastError ?? ''),
          createdAt: letter.createdAt,
          lastAttemptAt: letter.lastAttemptAt,
          held: letter.held,
        })),
        gaps: status.gaps
          .filter(({ ticketNumber }) => isVisible(ticketNumber))
          .map(({ ticketNumber, missingSeq, kept, since }) => ({
            number: ticketNumber,
            missingSeq,
            kept,
            since,
          })),
        refused: status.refused
          .filter(({ ticketNumber }) => isVisible(ticketNumber))
          .map(({ ticketNumber, kind, detail, at }) => ({ number: ticketNumber, kind, detail, at })),
        reconciliation: lastReconciliation && (await viewReconciliation(lastReconciliation, who.scope)),
      }
    },

    /** @throws {StaffError} 409 `not_dead`: it is sent again already, or arrived */
    async resend(letterId: string, { member }: StaffRequest): Promise<number> {
      return whileDead(() => running().resend([letterId], member.id))
    },

    /** All that the member sees. */
    async resendAll(who: StaffRequest): Promise<number> {
      if (who.scope.officeIds === 'all') return running().resend('all', who.member.id)
      const letters = await visibleLetters(who)
      return running().resend(
        letters.map(({ messageId }) => messageId),
        who.member.id,
      )
    },

    /** @throws {StaffError} 409 `not_dead` */
    async skip(letterId: string, reason: string, { member }: StaffRequest): Promise<void> {
      await whileDead(() => running().skip(letterId, reason, member.id))
    },

    /** Compares both sides now. @throws {StaffError} 409 `reconciling`: somebody else does just now */
    async reconcile({ member, scope }: StaffRequest): Promise<z.infer<typeof reconciliationView>> {
      const made = await running().reconcileUnlessRunning()
      if (!made) throw deskErrors.reconciling()
      await transact((trx) =>
        audit.record(trx, {
          actorId: member.id,
          action: 'exchange.reconcile',
          subject: 'work-platform',
          details: {
            compared: made.compared,
            differences: made.differences.length,
            ...(made.error !== null && { error: made.error }),
          },
        }),
      )
      return viewReconciliation(made, scope)
    },

    /** Whose a dead letter, or what became of it, is; for `addStaffAccess`. */
    async placeOfLetter(id: string): Promise<{ officeId: string | null } | null> {
      const row = await db
        .selectFrom('exchange_outbox')
        .innerJoin('tickets', 'tickets.id', 'exchange_outbox.ticket_id')
        .select('tickets.office_id')
        .where('exchange_outbox.message_id', '=', id)
        .executeTakeFirst()
      return row ? { officeId: row.office_id } : null
    },
  }
}

async function whileDead<Result>(act: () => Promise<Result>): Promise<Result> {
  try {
    return await act()
  } catch (error) {
    throw error instanceof DeadLetterNotFoundError ? deskErrors.notDead() : error
  }
}
