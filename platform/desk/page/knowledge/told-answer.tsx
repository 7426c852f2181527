import type { Answer, Basis } from '../../../../bot/answer.js'
import type { Outcome } from '../../../../bot/outcome.js'
import { AnswerView } from '../../../../ui/answer-view.js'
import { outcomeWords } from './outcome-words.js'
import { testerWords as words } from './tester/tester-words.js'

interface ToldAnswerProps {
  outcome: Outcome
  answer: Answer
  onRead: (passage: { id: string; quote: string | null }) => void
}

/** What a citizen is told, block by block as on the citizens' page. */
export function ToldAnswer({ outcome, answer, onRead }: ToldAnswerProps) {
  const openBasis = ({ passageId, quote }: Basis) => passageId && onRead({ id: passageId, quote })
  return (
    <>
      <p className="told__outcome">
        <span className={outcome.startsWith('answered_') ? 'tag tag--good' : 'tag'}>
          {outcomeWords[outcome]}
        </span>
      </p>
      <AnswerView answer={answer} onOpenBasis={openBasis}>
        {answer.choices.length > 0 && (
          <div className="choices">
            <span className="choices__label">{words.choices}</span>
            {answer.choices.map((choice) => (
              <span key={choice} className="choices__one">
                {choice}
              </span>
            ))}
          </div>
        )}
      </AnswerView>
      {outcome.startsWith('handed_off_') && <p className="told__note">{words.noTicket}</p>}
    </>
  )
}
