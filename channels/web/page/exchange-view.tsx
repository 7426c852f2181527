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
  return (
    <>
      <h2 className="said">
        <span className="visually-hidden">{words.thread.you}：</span>
        {text || words.handOff.asked}
      </h2>
      {state.is === 'waiting' && <WaitingView state={state} />}
      {state.is === 'failed' && <FailedView exchange={exchange} state={state} actions={actions} />}
      {state.is === 'answered' && (
        <AnsweredView exchange={exchange} state={state} newest={newest} ticket={ticket} actions={actions} />
      )}
    </>
  )
}
