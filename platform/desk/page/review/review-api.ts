import type { z } from 'zod'
import type {
  CheckReply,
  Decision,
  ProposalView,
  QaStatus,
  QaText,
  reviewPage,
  reviewReply,
  ticketQaReply,
} from '../../../review/review-wire.js'
import { request } from '../request.js'

export type Checked = CheckReply
export type Proposal = ProposalView
export type TicketQa = z.infer<typeof ticketQaReply>
export type Region = z.infer<typeof reviewReply>['regions'][number]

const ofTicket = (number: string) => `/api/desk/tickets/${encodeURIComponent(number)}/qa`
const ofProposal = (id: string) => `/api/desk/reviews/${encodeURIComponent(id)}`

export const reviewApi = {
  ofTicket: (number: string) => request<TicketQa>('GET', ofTicket(number)),
  propose: (number: string, text: QaText) => request<Proposal>('POST', ofTicket(number), text),
  check: ({ question, answer, regionCode }: QaText, proposalId: string | null) =>
    request<Checked>('POST', '/api/desk/qa-check', { question, answer, regionCode, proposalId }),
  list: async (status: QaStatus) =>
    (await request<z.infer<typeof reviewPage>>('GET', `/api/desk/reviews?status=${status}`)).proposals,
  show: (id: string) => request<z.infer<typeof reviewReply>>('GET', ofProposal(id)),
  edit: (id: string, text: QaText, version: number) =>
    request<Proposal>('PUT', ofProposal(id), { ...text, version }),
  decide: (id: string, decision: Decision) =>
    request<Proposal>('POST', `${ofProposal(id)}/decision`, decision),
}
