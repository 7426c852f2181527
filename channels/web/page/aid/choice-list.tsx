import { type ReactNode, useId } from 'react'
import type { Basis } from '../../../../bot/answer.js'
import { useWords } from '../../../../ui/words/use-words.js'
import type { AidChoices } from '../api.js'
import type { AidQuestion } from './aid-draft.js'

export type Choice = AidChoices['matters'][number]

interface ChoiceListProps {
  question: AidQuestion
  legend: string
  choices: readonly Choice[]
  /** What one says who chooses none of them. */
  none: string
  /** undefined: not answered; null: none. */
  chosen: string | null | undefined
  problem: string | null
  onChoose: (id: string | null) => void
  onOpenBasis: (basis: Basis) => void
}

export function ChoiceList(props: ChoiceListProps) {
  const { question, legend, choices, none, chosen, problem, onChoose, onOpenBasis } = props
  return (
    <Question question={question} legend={legend} problem={problem}>
      {choices.map((choice) => (
        <ChoiceRow
          key={choice.id}
          {...{ question, choice, onOpenBasis }}
          isChosen={chosen === choice.id}
          onChoose={() => onChoose(choice.id)}
        />
      ))}
      <ChoiceRow
        question={question}
        choice={{ id: 'none', label: none, bases: [] }}
        isChosen={chosen === null}
        onChoose={() => onChoose(null)}
        onOpenBasis={onOpenBasis}
      />
    </Question>
  )
}

interface QuestionProps {
  question: AidQuestion
  legend: string
  problem: string | null
  children: ReactNode
}

export function Question({ question, legend, problem, children }: QuestionProps) {
  const problemId = useId()
  return (
    <fieldset
      className="aid-question"
      data-question={question}
      aria-describedby={problem ? problemId : undefined}
    >
      <legend className="aid-question__legend">{legend}</legend>
      {children}
      {problem && (
        <p id={problemId} className="form__problem" role="alert">
          {problem}
        </p>
      )}
    </fieldset>
  )
}

interface ChoiceRowProps {
  question: AidQuestion
  choice: Choice
  isChosen: boolean
  onChoose: () => void
  onOpenBasis: (basis: Basis) => void
}

/** An answer with its article beside it: to open, where its text is there. */
export function ChoiceRow({ question, choice, isChosen, onChoose, onOpenBasis }: ChoiceRowProps) {
  const words = useWords()
  const [basis] = choice.bases
  return (
    <div className="aid-choice">
      <label className="aid-choice__label">
        <input type="radio" name={question} checked={isChosen} onChange={onChoose} />
        <span>{choice.label}</span>
      </label>
      {basis?.loaded && (
        <button
          type="button"
          className="aid-choice__basis"
          aria-label={words.aid.ask.openArticle(`《${basis.lawTitle}》${basis.number}`)}
          onClick={() => onOpenBasis(basis)}
        >
          {basis.number}
        </button>
      )}
      {basis && !basis.loaded && (
        <span className="aid-choice__basis aid-choice__basis--missing">{basis.number}</span>
      )}
    </div>
  )
}
