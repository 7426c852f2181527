import type { TryReply } from '../../../../knowledge/tester/try-wire.js'
import { ScoreBar } from '../score-bar.js'
import { testerWords as words } from './tester-words.js'

const SHOWN = 5
const percent = (share: number) => `${Math.round(share * 100)}%`

/** How likely each guide and Q&A, and the articles together, settle the question, and what would be enough. */
export function Weighed({ reply: { weighed, thresholds } }: { reply: TryReply }) {
  if (!weighed) return <p className="tried__none">{words.notWeighed}</p>
  const { entries, law } = weighed
  return (
    <div className="tried__weighed">
      <h3>
        {words.entries}
        <span>{words.entriesFrom(percent(thresholds.entry))}</span>
      </h3>
      {entries.length === 0 && <p className="tried__none">{words.noEntries}</p>}
      <ul>
        {entries.slice(0, SHOWN).map(({ passageId, title, probability }) => (
          <li key={passageId}>
            <span>{title}</span>
            <ScoreBar share={probability} from={thresholds.entry} label={percent(probability)} />
          </li>
        ))}
      </ul>
      <h3>
        {words.law}
        <span>{law.answerFrom === null ? words.lawNever : words.lawFrom(percent(law.answerFrom))}</span>
      </h3>
      <ScoreBar share={law.probability} from={law.answerFrom} label={percent(law.probability)} />
    </div>
  )
}
