import { useState } from 'react'
import type { Basis } from '../../../../bot/answer.js'
import { useWords } from '../../../../ui/words/use-words.js'
import { type Choice, ChoiceRow, Question } from './choice-list.js'

interface MatterListProps {
  choices: readonly Choice[]
  chosen: string | null | undefined
  /** It was read off what the citizen said: shown alone until they want another. */
  isGuessed: boolean
  problem: string | null
  onChoose: (id: string | null) => void
  onOpenBasis: (basis: Basis) => void
}

/** What it is about, by the groups in which people think of it. */
export function MatterList({ choices, chosen, isGuessed, problem, onChoose, onOpenBasis }: MatterListProps) {
  const words = useWords()
  const { ask } = words.aid
  const [isOpen, setOpen] = useState(!isGuessed)
  const row = (choice: Choice) => (
    <ChoiceRow
      key={choice.id}
      question="matter"
      choice={choice}
      isChosen={chosen === choice.id}
      onChoose={() => onChoose(choice.id)}
      onOpenBasis={onOpenBasis}
    />
  )
  const guess = isOpen ? undefined : choices.find(({ id }) => id === chosen)
  if (guess)
    return (
      <Question question="matter" legend={ask.matter} problem={problem}>
        <p className="aid-question__hint">{ask.guessed}</p>
        {row(guess)}
        <button type="button" className="link-button aid-question__more" onClick={() => setOpen(true)}>
          {ask.another}
        </button>
      </Question>
    )
  return (
    <Question question="matter" legend={ask.matter} problem={problem}>
      {Object.entries(ask.groups).map(([group, name]) => (
        <div key={group} className="aid-group">
          <p className="aid-group__name">{name}</p>
          {choices.filter((choice) => choice.group === group).map(row)}
        </div>
      ))}
      <ChoiceRow
        question="matter"
        choice={{ id: 'none', label: ask.noMatter, bases: [] }}
        isChosen={chosen === null}
        onChoose={() => onChoose(null)}
        onOpenBasis={onOpenBasis}
      />
    </Question>
  )
}
