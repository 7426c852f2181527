import type { Basis } from '../bot/answer.js'
import { basisName } from './basis-name.js'
import { splitPhoneNumbers } from './phone-numbers.js'
import { useWords } from './words/use-words.js'

interface CitedTextProps {
  text: string
  citationIds: readonly number[]
  bases: readonly Basis[]
  onOpen: (basis: Basis) => void
}

/** A sentence with its hotline numbers as links and its citation marks 〔1〕 as buttons behind it. */
export function CitedText({ text, citationIds, bases, onOpen }: CitedTextProps) {
  const words = useWords()
  return (
    <>
      <PhoneText text={text} />
      {citationIds.map((id) => {
        const basis = bases[id - 1]
        if (!basis) return null
        return (
          <button
            key={id}
            type="button"
            className="cite"
            aria-label={words.answer.citation(id, basisName(basis))}
            onClick={() => onOpen(basis)}
          >
            〔{id}〕
          </button>
        )
      })}
    </>
  )
}

export function PhoneText({ text }: { text: string }) {
  let offset = 0
  return splitPhoneNumbers(text).map((piece) => {
    const key = offset
    offset += piece.text.length
    return piece.href === null ? (
      <span key={key}>{piece.text}</span>
    ) : (
      <a key={key} href={piece.href} className="phone">
        {piece.text}
      </a>
    )
  })
}
