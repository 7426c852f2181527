import type { ReactNode } from 'react'
import type { Answer, Basis } from '../bot/answer.js'
import { BasisList } from './basis-list.js'
import { Callout } from './callout.js'
import { CitedText } from './cited-text.js'
import { Icon } from './icon.js'
import { keyed } from './keyed.js'
import { OfficeCards } from './office-cards.js'
import { splitNotices } from './split-notices.js'
import { useOpenBasis } from './use-open-basis.js'
import { useWords } from './words/use-words.js'

interface AnswerViewProps {
  answer: Answer
  /** The text of a basis is to be read; only where it is loaded. */
  onOpenBasis: (basis: Basis) => void
  /** Answers the question where the citizen is; null where it can no longer be answered. */
  onPickRegion?: (() => void) | null
  /** Shown between the answer and its bases: the choices of a clarifying question, a ticket. */
  children?: ReactNode
}

/** The blocks of an answer in the order a citizen needs them: the answer, what to do, what to bring, the ground, where. */
export function AnswerView({ answer, onOpenBasis, onPickRegion = null, children }: AnswerViewProps) {
  const words = useWords()
  const { open, sheet } = useOpenBasis(answer, onOpenBasis)
  const { warnings, remarks, reservations, regionQuestion, smallPrint } = splitNotices(answer.notices)
  const cited = (item: { text: string; citationIds: number[] }) => (
    <CitedText text={item.text} citationIds={item.citationIds} bases={answer.bases} onOpen={open} />
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
      <Callout label={words.answer.notices} notices={warnings} />
      <Callout label={words.answer.remarks} notices={remarks} isPlain />
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
          <BasisList bases={answer.bases} onOpen={open} />
        </Block>
      )}
      {smallPrint.length > 0 && <p className="answer__small-print">{smallPrint.join(' · ')}</p>}
      {sheet}
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
