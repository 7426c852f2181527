import { useState } from 'react'
import { useWords } from '../../../ui/words/use-words.js'
import { RequestFailed } from './request-failed.js'

export type Settlement = 'satisfied' | 'dissatisfied' | 'reopened'

interface SatisfactionProps {
  ticketNumber: string
  /** false: the ticket goes on, there is nothing to rate. */
  open: boolean
  onSettle: (ticketNumber: string, settlement: Settlement) => Promise<void>
}

/** Asks whether the citizen was helped: once, with a way back into the work. */
export function SatisfactionView({ ticketNumber, open, onSettle }: SatisfactionProps) {
  const words = useWords()
  const [said, setSaid] = useState<Settlement | 'before' | 'failed' | null>(null)
  const settle = (settlement: Settlement) =>
    onSettle(ticketNumber, settlement).then(
      () => setSaid(settlement),
      (error: unknown) =>
        setSaid(error instanceof RequestFailed && error.kind === 'busy' ? 'before' : 'failed'),
    )
  const asking = open && (said === null || said === 'failed')
  return (
    <div className="status-line">
      <p>{words.ticket.askSatisfied(ticketNumber)}</p>
      {asking && (
        <fieldset className="rating" aria-label={words.ticket.askSatisfied(ticketNumber)}>
          {(['satisfied', 'dissatisfied', 'reopened'] as const).map((settlement) => (
            <button key={settlement} type="button" className="chip" onClick={() => void settle(settlement)}>
              {words.ticket.settle[settlement]}
            </button>
          ))}
        </fieldset>
      )}
      <p className="rating__said" role="status">
        {said === null ? '' : words.ticket.settled[said]}
      </p>
    </div>
  )
}
