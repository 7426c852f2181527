import { Alert, Button } from 'antd'
import type { Proposal } from './review-api.js'
import { reviewWords as words } from './review-words.js'

/** What became of a ticket that was proposed. */
export function TicketProposal({
  proposal,
  onPropose,
}: {
  proposal: Proposal
  onPropose: (() => void) | null
}) {
  const { status, authorName, deciderName, reason } = proposal
  const by = status === 'in_review' ? authorName : (deciderName ?? '')
  return (
    <Alert
      className="ticket__qa"
      type={status === 'draft' ? 'warning' : status === 'published' ? 'success' : 'info'}
      showIcon
      title={
        words.ticketStates[status](by) + (status === 'draft' || status === 'merged' ? (reason ?? '') : '')
      }
      action={
        onPropose && (
          <Button size="small" onClick={onPropose}>
            {words.proposeAgain}
          </Button>
        )
      }
    />
  )
}
