import type { z } from 'zod'
import { publishConfirmed } from '../../knowledge/ingest/publish-confirmed.js'
import { withdrawVersions } from '../../knowledge/ingest/withdraw-versions.js'
import { confirmedEntry } from '../../knowledge/parse-confirmed.js'
import type { StaffRequest } from '../staff/access/staff-access.js'
import { createCheckText } from './check-text.js'
import { createFromTickets } from './from-tickets.js'
import { createMerge } from './merge.js'
import { markCitations } from './name-citations.js'
import { columnsOf, createProposalRows } from './proposal-rows.js'
import type { ReviewDeps } from './review-deps.js'
import { reviewErrors } from './review-errors.js'
import type { Decision, ProposalView, QaStatus, QaText, reviewReply } from './review-wire.js'
import { regionsAround, viewProposals } from './view-proposal.js'

const MOST_SHOWN = 200

export type Review = ReturnType<typeof createReview>

/** How questions with answers come into the knowledge base: proposed from tickets, looked through by somebody else. */
export function createReview(deps: ReviewDeps) {
  const { db, transact, now } = deps
  const texts = createCheckText(deps)
  const rows = createProposalRows(deps, texts)
  const merge = createMerge(deps, rows)

  return {
    check: texts.check,
    fromTickets: createFromTickets(deps, texts, rows),

    /** Where a proposal belongs; null: there is none. */
    async placeOf(id: string): Promise<{ officeId: string | null } | null> {
      const row = await db
        .selectFrom('qa_proposals')
        .select('office_id')
        .where('id', '=', id)
        .executeTakeFirst()
      return row ? { officeId: row.office_id } : null
    },

    async list(status: QaStatus | undefined, { member, scope }: StaffRequest): Promise<ProposalView[]> {
      let query = db.selectFrom('qa_proposals').selectAll()
      if (scope.officeIds !== 'all') query = query.where('office_id', 'in', scope.officeIds)
      if (status !== undefined)
        query = query.where('status', 'in', status === 'withdrawn' ? ['published', 'merged'] : [status])
      const found = await query.orderBy('submitted_at', 'desc').orderBy('id').limit(MOST_SHOWN).execute()
      const views = await viewProposals(db, found, member.id)
      return status === undefined ? views : views.filter((view) => view.status === status)
    },

    async show(id: string, { member, scope }: StaffRequest): Promise<z.infer<typeof reviewReply>> {
      const row = await rows.byId(id)
      const ticket =
        row.ticket_number === null
          ? undefined
          : await db
              .selectFrom('tickets')
              .select('region_code')
              .where('number', '=', row.ticket_number)
              .executeTakeFirst()
      const proposal = await rows.view(row, member)
      return {
        proposal,
        check: await texts.check(proposal, scope, { ownId: id }),
        regions: regionsAround(ticket?.region_code ?? row.region_code),
      }
    },

    /** @throws {StaffError} 400 `unfit`, 409 `changed`, `wrong_state` */
    async edit(id: string, text: QaText, version: number, { member }: StaffRequest): Promise<ProposalView> {
      const row = await rows.byId(id, version)
      if (row.status !== 'in_review') throw reviewErrors.wrongState()
      const citations = await rows.citationsOf(text)
      const edited = await transact(async (trx) => {
        const isAuthor = row.author_id === member.id
        const changed = await rows.change(trx, row, {
          ...columnsOf(text, citations),
          ...(!isAuthor && { editor_id: member.id, editor_name: member.name }),
        })
        await rows.record(trx, member, 'edit', changed)
        return changed
      })
      return rows.view(edited, member)
    },

    /**
     * Publishing takes somebody who is not the author: what nobody else has read is not told to citizens.
     * With it others that wait with such a question are settled, and entries that it says better are taken out.
     * @throws {StaffError} 400 `unfit`: a law has changed meanwhile; 409 `own_proposal`, `changed`, `wrong_state`, `busy`
     */
    async decide(id: string, decision: Decision, who: StaffRequest): Promise<ProposalView> {
      const { member } = who
      const row = await rows.byId(id, decision.version)
      const { status } = await rows.view(row, member)
      if (status !== (decision.kind === 'withdraw' ? 'published' : 'in_review'))
        throw reviewErrors.wrongState()
      const isBusy = () => {
        throw reviewErrors.busy()
      }
      const decided = { decider_name: member.name, decided_at: now().toISOString() }
      switch (decision.kind) {
        case 'publish': {
          if (row.author_id === member.id) throw reviewErrors.ownProposal()
          const { question, answer, matter, regionCode } = await rows.view(row, member)
          const cites = await rows.citationsOf({ question, answer, matter, regionCode })
          const merged = await merge.read(id, decision, who)
          const entry = {
            ...confirmedEntry(question, markCitations(answer), cites, null),
            matters: [matter],
            regionCode,
            asks: [...new Set(merged.asks)].filter((asked) => asked !== question),
          }
          await publishConfirmed(db, {
            name: id,
            entry,
            inPlaceOf: merged.replaced,
            onWait: isBusy,
            now,
            beside: async (trx, answer_version_id) => {
              const published = await rows.change(trx, row, {
                ...decided,
                status: 'published',
                answer_version_id,
              })
              await rows.record(trx, member, 'publish', published, { replaced: merged.replaced })
              await merge.settle(trx, merged, published, who)
            },
          })
          break
        }
        case 'return':
          await transact(async (trx) => {
            const returned = await rows.change(trx, row, {
              ...decided,
              status: 'draft',
              reason: decision.reason,
            })
            await rows.record(trx, member, 'return', returned)
          })
          break
        case 'withdraw': {
          // Before it is written down: whoever finds it half done does it again.
          await withdrawVersions(db, { ids: [row.answer_version_id ?? ''], onWait: isBusy, now })
          await transact(async (trx) =>
            rows.record(trx, member, 'withdraw', await rows.change(trx, row, decided)),
          )
          break
        }
        default:
          return decision satisfies never
      }
      return rows.view(await rows.byId(id), member)
    },
  }
}
