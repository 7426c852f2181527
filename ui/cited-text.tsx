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

/** The last character with the full stop behind it: what the first mark holds on to. */
const LAST_WORD = /\p{Script=Han}?[。；！？，]?$/u

/** A sentence with its hotline numbers as links and its citation marks 〔1〕 as buttons behind it. */
export function CitedText({ text, citationIds, bases, onOpen }: CitedTextProps) {
  const marks = citationIds.filter((id) => bases[id - 1])
  if (marks.length === 0) return <PhoneText text={text} />
  const last = LAST_WORD.exec(text)?.[0] ?? ''
  const [first, ...others] = marks.map((id) => (
    <Mark key={id} id={id} basis={bases[id - 1]!} onOpen={onOpen} />
  ))
  return (
    <>
      <PhoneText text={text.slice(0, text.length - last.length)} />
      <span className="together">
        {last}
        {first}
      </span>
      {others}
    </>
  )
}

function Mark({ id, basis, onOpen }: { id: number; basis: Basis; onOpen: (basis: Basis) => void }) {
  const words = useWords()
  return (
    <button
      type="button"
      className="cite"
      aria-label={words.answer.citation(id, basisName(basis))}
      onClick={() => onOpen(basis)}
    >
      〔{id}〕
    </button>
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
