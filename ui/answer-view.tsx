import type { ReactNode } from 'react'
import type { Answer, Basis } from '../bot/answer.js'
import { BasisList } from './basis-list.js'
import { CitedText, PhoneText } from './cited-text.js'
import { Icon } from './icon.js'
import { keyed } from './keyed.js'
import { OfficeCards } from './office-cards.js'
import { splitNotices } from './split-notices.js'
import { useWords } from './words/use-words.js'

interface AnswerViewProps {
  answer: Answer
  onOpenBasis: (basis: Basis) => void
  /** Answers the question where the citizen is; null where it can no longer be answered. */
  onPickRegion?: (() => void) | null
  /** Shown between the answer and its bases: the choices of a clarifying question, a ticket. */
  children?: ReactNode
}

/** The blocks of an answer in the order a citizen needs them: the answer, what to do, what to bring, the ground, where. */
export function AnswerView({ answer, onOpenBasis, onPickRegion = null, children }: AnswerViewProps) {
  const words = useWords()
  const { warnings, reservations, regionQuestion, smallPrint } = splitNotices(answer.notices)
  const cited = (item: { text: string; citationIds: number[] }) => (
    <CitedText text={item.text} citationIds={item.citationIds} bases={answer.bases} onOpen={onOpenBasis} />
  )
  return (
    <div className="answer" lang="zh-CN">
      {answer.summary && (
        <p className="answer__summary">
          {cited({ text: answer.summary, citationIds: answer.summaryCitationIds })}
        </p>
      )}
      {reservations.map((reservation) => (
        <p key={reservation} className="answer__reservation" role="note">
          {reservation}
        </p>
      ))}
      {keyed(answer.points, textOf).map(({ key, item }) => (
        <p key={key} className="answer__point">
          {cited(item)}
        </p>
      ))}
      {warnings.length > 0 && (
        <div className="callout" role="note" aria-label={words.answer.notices}>
          <Icon name="alert" />
          <ul className="callout__list">
            {warnings.map((notice) => (
              <li key={notice}>
                <PhoneText text={notice} />
              </li>
            ))}
          </ul>
        </div>
      )}
      {answer.steps.length > 0 && (
        <Block title={words.answer.steps}>
          <ol className="steps">
            {keyed(answer.steps, textOf).map(({ key, item }) => (
              <li key={key}>{cited(item)}</li>
            ))}
          </ol>
        </Block>
      )}
      {answer.materials.length > 0 && (
        <Block title={words.answer.materials}>
          <ul className="materials">
            {answer.materials.map((material) => (
              <li key={material}>
                <label className="material">
                  <input type="checkbox" />
                  <span>{material}</span>
                </label>
              </li>
            ))}
          </ul>
        </Block>
      )}
      {answer.offices.length > 0 && (
        <Block title={words.answer.offices}>
          <OfficeCards offices={answer.offices} />
        </Block>
      )}
      {regionQuestion && (
        <div className="ask-region">
          <p>
            <Icon name="pin" />
            {regionQuestion}
          </p>
          {onPickRegion && (
            <button type="button" className="button" onClick={onPickRegion}>
              {words.answer.pickRegion}
            </button>
          )}
        </div>
      )}
      {children}
      {answer.bases.length > 0 && (
        <Block title={words.answer.bases}>
          <BasisList bases={answer.bases} onOpen={onOpenBasis} />
        </Block>
      )}
      {smallPrint.length > 0 && <p className="answer__small-print">{smallPrint.join(' · ')}</p>}
    </div>
  )
}

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="block">
      <h3 className="block__title">{title}</h3>
      {children}
    </section>
  )
}

function textOf(item: { text: string }): string {
  return item.text
}
