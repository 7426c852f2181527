import { Button } from 'antd'
import { Link } from 'wouter'
import type { GapView } from '../../../../knowledge/gaps/gap-wire.js'
import { fullTime } from '../../time-words.js'
import { gapsWords as words } from './gaps-words.js'
import { WeekBars } from './week-bars.js'

export function GapRow({ gap, onLook }: { gap: GapView; onLook: () => void }) {
  const { question, count, unanswered, unhelpful, weeks, trend, status, draftId, closedBy, closedAt, note } =
    gap
  return (
    <tr>
      <td>
        <button type="button" className="gap__question" onClick={onLook}>
          {question}
        </button>
        <span className="table__soft">{words.parts(unanswered, unhelpful)}</span>
      </td>
      <td className="table__number">{words.count(count)}</td>
      <td className="gap__trend">
        <WeekBars weeks={weeks} />
        <span className="table__soft">
          {trend >= 1
            ? words.rising(round(trend))
            : trend <= -1
              ? words.falling(round(-trend))
              : words.steady}
        </span>
      </td>
      <td className="gap__status">
        {draftId !== null && <Link href={`/knowledge/drafts/${draftId}`}>{words.toDraft}</Link>}
        {closedBy !== null && closedAt !== null && (
          <span className="table__soft">
            {words.closedBy(closedBy, fullTime(closedAt).slice(0, 10))}
            {note && `：${note}`}
          </span>
        )}
        <Button type="link" size="small" onClick={onLook} aria-label={`${words.look}：${question}`}>
          {status === 'closed' ? words.effect : words.look}
        </Button>
      </td>
    </tr>
  )
}

function round(trend: number): number {
  return Math.round(trend * 10) / 10
}
