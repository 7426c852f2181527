import { useState } from 'react'
import type { Basis } from '../bot/answer.js'
import { basisName } from './basis-name.js'
import { Icon } from './icon.js'
import { keyed } from './keyed.js'
import { useWords } from './words/use-words.js'

/** So many are shown at once: an answer should fit on one phone screen. */
const SHOWN = 4

export function BasisList({ bases, onOpen }: { bases: readonly Basis[]; onOpen: (basis: Basis) => void }) {
  const words = useWords()
  const [all, setAll] = useState(false)
  // Hiding a single row would save nothing: the button takes its place.
  const shown = all || bases.length <= SHOWN + 1 ? bases : bases.slice(0, SHOWN)
  return (
    <div className="bases">
      <ol className="bases__list">
        {keyed(shown, basisName).map(({ key, item, position }) => (
          <li key={key}>
            <BasisRow basis={item} id={position} onOpen={onOpen} />
          </li>
        ))}
      </ol>
      {shown.length < bases.length && (
        <button type="button" className="link-button" onClick={() => setAll(true)}>
          {words.answer.moreBases(bases.length - shown.length)}
        </button>
      )}
    </div>
  )
}

function BasisRow({ basis, id, onOpen }: { basis: Basis; id: number; onOpen: (basis: Basis) => void }) {
  const words = useWords()
  const version = basis.versionDate && words.answer.version(basis.versionDate)
  const note = basis.kind === 'statute' ? version : words.answer[basis.kind]
  return (
    <button type="button" className="basis" onClick={() => onOpen(basis)}>
      <span className="basis__id">〔{id}〕</span>
      <span className="basis__name">
        {basis.kind === 'statute' ? `《${basis.lawTitle}》` : basis.lawTitle}
        {basis.number}
      </span>
      {basis.loaded && <span className="basis__note">{note}</span>}
      <Icon name="chevron" />
    </button>
  )
}
