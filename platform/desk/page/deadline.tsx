import { Tooltip } from 'antd'
import { ClockIcon, OverdueIcon } from './icons.js'
import { durationWords, fullTime } from './time-words.js'
import { useNow } from './use-now.js'
import { words } from './words.js'

const SOON_MS = 2 * 3_600_000
const SOON_URGENT_MS = 30 * 60_000

/** How long there is left, or how long it is over: in colour, with a sign, and in words. */
export function Deadline({ dueAt, isUrgent }: { dueAt: string | null; isUrgent: boolean }) {
  const now = useNow()
  if (dueAt === null) return <span className="deadline deadline--none">{words.deadline.none}</span>
  const leftMs = Date.parse(dueAt) - now
  const isOver = leftMs <= 0
  const isSoon = !isOver && leftMs <= (isUrgent ? SOON_URGENT_MS : SOON_MS)
  const state = isOver ? 'over' : isSoon ? 'soon' : 'fine'
  const text = isOver
    ? words.deadline.over(durationWords(-leftMs))
    : words.deadline.left(durationWords(leftMs))
  return (
    <Tooltip title={words.deadline.at(fullTime(dueAt))}>
      <span className={`deadline deadline--${state}`}>
        {isOver ? <OverdueIcon /> : <ClockIcon />}
        {text}
      </span>
    </Tooltip>
  )
}
