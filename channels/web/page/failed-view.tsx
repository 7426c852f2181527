import { PhoneText } from '../../../ui/cited-text.js'
import { Icon } from '../../../ui/icon.js'
import { useWords } from '../../../ui/words/use-words.js'
import type { Exchange, ExchangeState } from './entry.js'
import type { ExchangeActions } from './exchange-actions.js'

interface FailedViewProps {
  exchange: Exchange
  state: ExchangeState & { is: 'failed' }
  actions: ExchangeActions
}

/** Says what went wrong, keeps the words, offers the ways on. */
export function FailedView({ exchange, state, actions }: FailedViewProps) {
  const words = useWords()
  const reason = {
    offline: words.errors.offline,
    unreachable: words.errors.unreachable,
    slow: words.errors.slow,
    broken: state.serverMessage ?? words.errors.broken,
    unknown_conversation: words.errors.broken,
    starting: state.serverMessage ?? words.errors.busy,
    busy: state.serverMessage ?? words.errors.busy,
    refused: state.serverMessage ?? words.errors.broken,
  }[state.kind]
  const arrived = state.kind === 'slow' || state.kind === 'broken'
  return (
    <div className="reply">
      <div className="failed" role="alert">
        <Icon name="alert" />
        <div>
          <strong>{arrived ? words.thread.failedTitle : words.thread.unsentTitle}</strong>
          <p>
            <PhoneText text={reason} />
          </p>
          <div className="failed__ways">
            {state.kind !== 'refused' && (
              <button
                type="button"
                className="button button--primary"
                onClick={() => actions.onRetry(exchange.messageId)}
              >
                {words.retry}
              </button>
            )}
            {!exchange.handOff && (
              <button type="button" className="button" onClick={() => actions.onEdit(exchange.messageId)}>
                {words.thread.edit}
              </button>
            )}
          </div>
        </div>
      </div>
    </div>
  )
}
