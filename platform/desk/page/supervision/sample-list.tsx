import { words as deskWords } from '../words.js'
import type { Sample } from './supervision-api.js'
import { supervisionWords as words } from './supervision-words.js'

interface SampleListProps {
  samples: readonly Sample[]
  openId: string | null
  onOpen: (id: string) => void
}

/** What has no score yet stands first. */
export function SampleList({ samples, openId, onOpen }: SampleListProps) {
  if (samples.length === 0) return <p className="load__hint">{words.noneDrawn}</p>
  const sorted = [...samples].sort((a, b) => Number(a.marks !== null) - Number(b.marks !== null))
  return (
    <ul className="samples">
      {sorted.map(({ id, number, summary, officeName, assigneeName, marks }) => (
        <li key={id}>
          <button
            type="button"
            className="samples__one"
            aria-current={id === openId ? 'true' : undefined}
            onClick={() => onOpen(id)}
          >
            <span className="talks__top">
              <span className="row__number">{number}</span>
              {marks === null ? (
                <span className="status status--waiting">{words.open}</span>
              ) : (
                <span className="status status--taken">{words.scored(averageOf(marks))}</span>
              )}
            </span>
            <span className="samples__summary">{summary || deskWords.queue.noSummary}</span>
            <span className="talks__where">
              {[officeName ?? deskWords.provinceQueue, assigneeName ?? words.nobody].join(' · ')}
            </span>
          </button>
        </li>
      ))}
    </ul>
  )
}

function averageOf(marks: NonNullable<Sample['marks']>): string {
  const all = Object.values(marks)
  return (all.reduce((sum, mark) => sum + mark, 0) / all.length).toFixed(1)
}
