import { Button } from 'antd'
import { Link } from 'wouter'
import type { CaseView, Verdict } from '../../../../knowledge/cases/case-wire.js'
import { Time } from '../../time.js'
import { casesWords as words } from './cases-words.js'

const TAGS: Record<Verdict, string> = {
  right: 'tag tag--good',
  found: 'tag tag--warn',
  missed: 'tag tag--bad',
  wrong: 'tag tag--bad',
  never: 'tag',
}

interface CaseRowProps {
  kept: CaseView
  isBusy: boolean
  onRun: () => void
  onDrop: () => void
}

export function CaseRow({ kept, isBusy, onRun, onDrop }: CaseRowProps) {
  const { question, asOf, regionCode, regionName, expected, note, authorName, lastRun, verdict } = kept
  const again = new URLSearchParams({
    question,
    ...(asOf !== null && { asOf }),
    ...(regionCode !== null && { region: regionCode, regionName: regionName ?? regionCode }),
  })
  return (
    <tr>
      <td>
        <Link href={`/knowledge/tester?${again}`} className="knowledge-list__title">
          {question}
        </Link>
        <span className="knowledge-list__about">
          {asOf !== null && <span>{words.asOf(asOf)}</span>}
          {regionName !== null && <span>{regionName}</span>}
          <span>{words.by(authorName)}</span>
          {note && <span>{note}</span>}
        </span>
      </td>
      <td>
        {expected.length === 0
          ? words.humanExpected
          : expected.map(({ title, article }) => (
              <span key={`${title} ${article}`} className="cases__expected">
                {title} {article}
              </span>
            ))}
      </td>
      <td className="cases__result">
        {lastRun ? (
          <>
            <span className={TAGS[verdict]}>{words.verdicts[verdict]}</span>
            {lastRun.changed && <span className="tag tag--warn">{words.changed}</span>}
            <span className="table__soft">
              {words.outcomes[lastRun.outcome]}
              {lastRun.place !== null && `，${words.place(lastRun.place)}`}
              {' · '}
              <Time at={lastRun.at} />
            </span>
          </>
        ) : (
          <span className="table__soft">{words.verdicts.never}</span>
        )}
      </td>
      <td className="table__actions">
        <Button type="link" size="small" disabled={isBusy} onClick={onRun}>
          {words.run}
        </Button>
        <Button type="link" size="small" danger disabled={isBusy} onClick={onDrop}>
          {words.drop}
        </Button>
      </td>
    </tr>
  )
}
