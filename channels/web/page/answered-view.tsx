import { AnswerView } from '../../../ui/answer-view.js'
import { useWords } from '../../../ui/words/use-words.js'
import { AidOffer } from './aid/aid-offer.js'
import { AnswerFooter } from './answer-footer.js'
import { CrisisView } from './crisis-view.js'
import type { Exchange, ExchangeState } from './entry.js'
import type { ExchangeActions } from './exchange-actions.js'
import { TicketCard, type TicketInfo } from './ticket-card.js'

interface AnsweredViewProps {
  exchange: Exchange
  state: ExchangeState & { is: 'answered' }
  newest: boolean
  ticket: TicketInfo | null
  actions: ExchangeActions
}

export function AnsweredView({ exchange, state, newest, ticket, actions }: AnsweredViewProps) {
  const words = useWords()
  const { answer, outcome } = state.reply
  const ticketCard = ticket && <TicketCard ticket={ticket} newest={newest} contacts={actions.contacts} />
  // Staff answer: the bot only says that the words arrived.
  if (outcome === 'silent_live') {
    return (
      <>
        <p className="status-line">{answer.summary}</p>
        {ticketCard}
      </>
    )
  }
  if (outcome.startsWith('crisis_')) {
    return (
      <div className="reply">
        <CrisisView answer={answer} onOpenBasis={actions.onOpenBasis}>
          {answer.choices.length > 0 && (
            <Choices choices={answer.choices} region={false} open={newest} actions={actions} />
          )}
          {ticketCard}
        </CrisisView>
      </div>
    )
  }
  return (
    <div className="reply">
      <div className="card">
        <AnswerView
          answer={answer}
          onOpenBasis={actions.onOpenBasis}
          onPickRegion={newest ? actions.onPickRegion : null}
        >
          {(answer.choices.length > 0 || outcome === 'clarifying_region') && (
            <Choices
              choices={answer.choices}
              region={outcome === 'clarifying_region'}
              open={newest}
              actions={actions}
            />
          )}
          {ticketCard}
          {newest && answer.offers?.includes('legal_aid') && <AidOffer onAid={actions.onAid} />}
        </AnswerView>
        <AnswerFooter exchange={exchange} state={state} onRate={actions.onRate} />
      </div>
      {newest && answer.followUps.length > 0 && (
        <nav className="follow-ups" aria-label={words.answer.followUps}>
          <p className="follow-ups__title">{words.answer.followUps}</p>
          <ul className="follow-ups__list" lang="zh-CN">
            {answer.followUps.map((question) => (
              <li key={question}>
                <button type="button" className="chip" onClick={() => actions.onAsk(question)}>
                  {question}
                </button>
              </li>
            ))}
          </ul>
        </nav>
      )}
    </div>
  )
}

interface ChoicesProps {
  choices: readonly string[]
  region: boolean
  /** false: answered or passed over, shown for reading only. */
  open: boolean
  actions: ExchangeActions
}

function Choices({ choices, region, open, actions }: ChoicesProps) {
  const words = useWords()
  return (
    <fieldset className="choices" aria-label={words.answer.choices} disabled={!open}>
      {choices.map((choice) => (
        <button key={choice} type="button" className="choice" onClick={() => actions.onAsk(choice)}>
          {choice}
        </button>
      ))}
      {region && (
        <button type="button" className="choice choice--main" onClick={actions.onPickRegion}>
          {words.answer.pickRegion}
        </button>
      )}
    </fieldset>
  )
}
