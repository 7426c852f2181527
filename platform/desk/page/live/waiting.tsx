import { ClockIcon, OverdueIcon } from '../icons.js'
import { durationWords } from '../time-words.js'
import { useSecond } from '../use-now.js'
import type { LiveConversation } from './live-api.js'
import { liveWords as words } from './live-words.js'

const MINUTE_MS = 60_000
/** In a talk one waits a minute gladly, and three not at all. */
const SOON_MS = MINUTE_MS
const LONG_MS = 3 * MINUTE_MS

interface WaitingProps {
  waiting: NonNullable<LiveConversation['waiting']>
  /** The server's clock is so far ahead of this one. */
  aheadMs: number
}

/** How long the citizen has waited, in colour, with a sign, and in words. */
export function Waiting({ waiting, aheadMs }: WaitingProps) {
  const waitedMs = Math.max(0, useSecond() + aheadMs - Date.parse(waiting.since))
  const state = waitedMs >= LONG_MS ? 'over' : waitedMs >= SOON_MS ? 'soon' : 'fine'
  const time = waitedMs < MINUTE_MS ? words.seconds(Math.floor(waitedMs / 1000)) : durationWords(waitedMs)
  return (
    <span className={`deadline deadline--${state}`}>
      {state === 'over' ? <OverdueIcon /> : <ClockIcon />}
      {words.waiting(time, waiting.messages)}
    </span>
  )
}
