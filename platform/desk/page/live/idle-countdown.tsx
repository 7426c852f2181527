import { Tooltip } from 'antd'
import { ClockIcon, OverdueIcon } from '../icons.js'
import { useSecond } from '../use-now.js'
import type { LiveConversation } from './live-api.js'
import { liveWords as words } from './live-words.js'

const SOON_MS = 3 * 60_000
const LAST_MS = 60_000

interface IdleCountdownProps {
  takeover: NonNullable<LiveConversation['takeover']>
  /** The server's clock is so far ahead of this one. */
  aheadMs: number
}

/** How long staff may still be silent before the bot gets the conversation back. */
export function IdleCountdown({ takeover, aheadMs }: IdleCountdownProps) {
  const leftMs = Date.parse(takeover.endsAt) - (useSecond() + aheadMs)
  const state = leftMs <= LAST_MS ? 'over' : leftMs <= SOON_MS ? 'soon' : 'fine'
  return (
    <>
      <Tooltip title={words.leftHint}>
        <span role="timer" className={`deadline deadline--${state}`}>
          {state === 'over' ? <OverdueIcon /> : <ClockIcon />}
          {leftMs <= 0 ? words.endingNow : words.left(clockOf(leftMs))}
        </span>
      </Tooltip>
      <span className="hidden-text" role="status">
        {state === 'over' && leftMs > 0 && words.leftSoon}
      </span>
    </>
  )
}

/** 4:05. */
function clockOf(ms: number): string {
  const seconds = Math.ceil(ms / 1000)
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`
}
