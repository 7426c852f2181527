import { Tooltip } from 'antd'
import { ANSWER_FROM } from '../../../../bot/settle-probability.js'
import { liveWords as words } from './live-words.js'

/** Half of such answers would be wrong. */
const LOW_BELOW = 0.5

/** @param probability 0 to 1; null: nothing was judged */
export function sureness(probability: number | null): 'high' | 'middle' | 'low' | null {
  if (probability === null) return null
  return probability >= ANSWER_FROM ? 'high' : probability >= LOW_BELOW ? 'middle' : 'low'
}

/** How sure the bot was of its last answer, in a word; the figure where one points at it. */
export function Confidence({ probability }: { probability: number | null }) {
  const how = sureness(probability)
  if (how === null || probability === null) return null
  return (
    <Tooltip title={words.confidence.figure(Math.round(probability * 100))}>
      <span className={`confidence confidence--${how}`}>{words.confidence[how]}</span>
    </Tooltip>
  )
}
