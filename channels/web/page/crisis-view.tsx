import type { ReactNode } from 'react'
import type { Answer, Basis } from '../../../bot/answer.js'
import { BasisList } from '../../../ui/basis-list.js'
import { CitedText, PhoneText } from '../../../ui/cited-text.js'
import { Icon } from '../../../ui/icon.js'
import { keyed } from '../../../ui/keyed.js'
import { phoneHref, splitPhoneNumbers } from '../../../ui/phone-numbers.js'
import { useOpenBasis } from '../../../ui/use-open-basis.js'
import { useWords } from '../../../ui/words/use-words.js'

interface CrisisViewProps {
  answer: Answer
  onOpenBasis: (basis: Basis) => void
  children: ReactNode
}

/** Help first: the calls as large buttons, then what to do; nothing to rate, nothing to ask on. */
export function CrisisView({ answer, onOpenBasis, children }: CrisisViewProps) {
  const words = useWords()
  const { open, sheet } = useOpenBasis(answer, onOpenBasis)
  const sentences = [...answer.points, ...answer.steps]
  const numbers = phoneNumbersIn([answer.summary, ...sentences.map(({ text }) => text), ...answer.notices])
  return (
    <section className="crisis" lang="zh-CN">
      <p className="crisis__summary">{answer.summary}</p>
      <ul className="crisis__calls">
        {numbers.map((number) => (
          <li key={number}>
            <a className="crisis__call" href={phoneHref(number)}>
              <Icon name={number === '12110' ? 'message' : 'phone'} />
              <strong>{number}</strong>
              <span>{words.answer.phones[number]}</span>
            </a>
          </li>
        ))}
      </ul>
      {keyed(sentences, ({ text }) => text).map(({ key, item }) => (
        <p key={key}>
          <CitedText text={item.text} citationIds={item.citationIds} bases={answer.bases} onOpen={open} />
        </p>
      ))}
      {answer.notices.map((notice) => (
        <p key={notice}>
          <PhoneText text={notice} />
        </p>
      ))}
      {children}
      {answer.bases.length > 0 && <BasisList bases={answer.bases} onOpen={open} />}
      {sheet}
      {answer.aiGenerated && (
        <p>
          <span className="ai-label">{words.thread.aiLabel}</span>
        </p>
      )}
    </section>
  )
}

function phoneNumbersIn(texts: readonly string[]): string[] {
  const numbers = texts
    .flatMap(splitPhoneNumbers)
    .flatMap((piece) => (piece.href === null ? [] : [piece.text]))
  return [...new Set(numbers)]
}
