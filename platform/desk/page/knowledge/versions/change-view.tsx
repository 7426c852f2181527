import type { DiffReply } from '../../../../knowledge/versions/version-wire.js'
import { MarkedWords } from '../marked-words.js'
import { versionsWords as words } from './versions-words.js'

type Change = DiffReply['changes'][number]

export const changeId = (index: number) => `change-${index + 1}`

/** One article, as it was and as it is: side by side, or where there is no room one under the other. */
export function ChangeView({ change, index, total }: { change: Change; index: number; total: number }) {
  const { kind, before, after, words: marked } = change
  const label = labelOf(change)
  return (
    <article
      id={changeId(index)}
      className="change"
      tabIndex={-1}
      aria-labelledby={`${changeId(index)}-name`}
      aria-describedby={`${changeId(index)}-place`}
    >
      <header className="change__head">
        <h2 id={`${changeId(index)}-name`}>{label}</h2>
        <span className={`tag tag--change-${kind}`}>{words.kinds[kind]}</span>
        <span className="change__heading">{(after ?? before)?.heading}</span>
        <span id={`${changeId(index)}-place`} className="change__place">
          {words.place(index + 1, total)}
        </span>
      </header>
      <div className="change__sides">
        <div>
          <span className="change__side">{words.before}</span>
          {before ? <MarkedWords words={marked} side="before" /> : <Absent text={words.absentBefore} />}
        </div>
        <div>
          <span className="change__side">{words.after}</span>
          {after ? <MarkedWords words={marked} side="after" /> : <Absent text={words.absentAfter} />}
        </div>
      </div>
    </article>
  )
}

function Absent({ text }: { text: string }) {
  return <span className="change__absent">{text}</span>
}

function labelOf({ before, after }: Change): string {
  const [old, now] = [before?.label, after?.label]
  if (old && now && old !== now) return words.renamed(old, now)
  return now ?? old ?? (after ?? before)?.heading ?? words.unnumbered
}
