import { Button } from 'antd'
import { useState } from 'react'
import type { Answer, Basis } from '../../../../bot/answer.js'
import { AnswerView } from '../../../../ui/answer-view.js'
import { liveWords as words } from './live-words.js'

interface BotAnswerProps {
  answer: Answer
  /** The newest is read whole; of older ones the first sentence is enough, until one asks for more. */
  isNewest: boolean
  onOpenBasis: (basis: Basis) => void
}

/** What the bot answered, as the citizen has it. */
export function BotAnswer({ answer, isNewest, onOpenBasis }: BotAnswerProps) {
  const [asked, setAsked] = useState<boolean | null>(null)
  const isOpen = asked ?? isNewest
  const { summary, points, steps, bases, offices, materials, choices } = answer
  const hasMore = [points, steps, bases, offices, materials, choices].some((part) => part.length > 0)
  return (
    <>
      {isOpen ? (
        <AnswerView answer={answer} onOpenBasis={onOpenBasis}>
          {choices.length > 0 && (
            <div className="choices">
              <span className="choices__label">{words.choices}</span>
              {choices.map((choice) => (
                <span key={choice} className="choices__one">
                  {choice}
                </span>
              ))}
            </div>
          )}
        </AnswerView>
      ) : (
        <p className="said__text">{summary || points[0]?.text}</p>
      )}
      {hasMore && !(isOpen && isNewest && asked === null) && (
        <Button type="link" size="small" className="said__more" onClick={() => setAsked(!isOpen)}>
          {isOpen ? words.fold : words.unfold(bases.length)}
        </Button>
      )}
    </>
  )
}
