import { useWords } from '../../../ui/words/use-words.js'
import { AnsweredView } from './answered-view.js'
import type { Exchange } from './entry.js'
import type { ExchangeActions } from './exchange-actions.js'
import { FailedView } from './failed-view.js'
import type { TicketInfo } from './ticket-card.js'
import { WaitingView } from './waiting-view.js'

interface ExchangeViewProps {
  exchange: Exchange
  /** Only the newest exchange offers choices and further questions. */
  newest: boolean
  ticket: TicketInfo | null
  actions: ExchangeActions
}

export function ExchangeView({ exchange, newest, ticket, actions }: ExchangeViewProps) {
  const words = useWords()
  const { state, text } = exchange
  // An application stands in the conversation as it was written for the ticket: its name is enough to know it again.
  const [first, ...rest] = text.split('\n')
  const isApplication = first === words.aid.written
  return (
    <>
      <h2 className="said">
        <span className="visually-hidden">{words.thread.you}：</span>
        {(isApplication ? first : text) || words.handOff.asked}
      </h2>
      {isApplication && rest.length > 0 && (
        <details className="aid-written">
          <summary>{words.aid.showWritten}</summary>
          <p>{rest.join('\n')}</p>
        </details>
      )}
      {state.is === 'waiting' && <WaitingView state={state} />}
      {state.is === 'failed' && <FailedView exchange={exchange} state={state} actions={actions} />}
      {state.is === 'answered' && (
        <AnsweredView exchange={exchange} state={state} newest={newest} ticket={ticket} actions={actions} />
      )}
    </>
  )
}
