import { useId, useState } from 'react'
import { answerText } from '../../../ui/answer-text.js'
import { Icon } from '../../../ui/icon.js'
import { useWords } from '../../../ui/words/use-words.js'
import type { Rating } from './api.js'
import { CopyButton } from './copy-button.js'
import type { Exchange, ExchangeState } from './entry.js'
import type { ExchangeActions } from './exchange-actions.js'

interface AnswerFooterProps {
  exchange: Exchange
  state: ExchangeState & { is: 'answered' }
  onRate: ExchangeActions['onRate']
}

/** The AI label, copying, and a rating where there is something to rate. */
export function AnswerFooter({ exchange, state, onRate }: AnswerFooterProps) {
  const words = useWords()
  const { answer, outcome } = state.reply
  const ratable = outcome.startsWith('answered_') || outcome.startsWith('clarifying_')
  if (!answer.aiGenerated && !ratable) return null
  return (
    <footer className="card__foot">
      {answer.aiGenerated && <span className="ai-label">{words.thread.aiLabel}</span>}
      {ratable && (
        <>
          <CopyButton text={() => answerText(answer, words)} />
          <RatingButtons messageId={exchange.messageId} rating={state.rating} onRate={onRate} />
        </>
      )}
    </footer>
  )
}

interface RatingButtonsProps {
  messageId: string
  rating: Rating | null
  onRate: ExchangeActions['onRate']
}

function RatingButtons({ messageId, rating, onRate }: RatingButtonsProps) {
  const words = useWords()
  const [failed, setFailed] = useState(false)
  const [commenting, setCommenting] = useState(false)
  const [comment, setComment] = useState('')
  const commentId = useId()
  const rate = (chosen: Rating, said?: string) => {
    setFailed(false)
    onRate(messageId, chosen, said).then(
      () => setCommenting(chosen === 'unhelpful' && said === undefined),
      () => setFailed(true),
    )
  }
  return (
    <>
      <fieldset className="rating" aria-label={words.answer.rate}>
        <button
          type="button"
          className="rate"
          aria-pressed={rating === 'helpful'}
          onClick={() => rate('helpful')}
        >
          <Icon name="up" />
          {words.answer.helpful}
        </button>
        <button
          type="button"
          className="rate"
          aria-pressed={rating === 'unhelpful'}
          onClick={() => rate('unhelpful')}
        >
          <Icon name="down" />
          {words.answer.unhelpful}
        </button>
      </fieldset>
      <p className="rating__said" role="status">
        {failed ? words.answer.rateFailed : rating !== null && !commenting ? words.answer.rated : ''}
      </p>
      {commenting && (
        <form
          className="rating__comment"
          onSubmit={(event) => {
            event.preventDefault()
            rate('unhelpful', comment.trim())
          }}
        >
          <label htmlFor={commentId}>{words.answer.commentLabel}</label>
          <textarea
            id={commentId}
            rows={2}
            maxLength={500}
            className="field"
            value={comment}
            onChange={(event) => setComment(event.target.value)}
          />
          <button type="submit" className="button button--primary">
            {words.answer.commentSend}
          </button>
        </form>
      )}
    </>
  )
}
