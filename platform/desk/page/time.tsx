import { fullTime, whenWords } from './time-words.js'
import { useNow } from './use-now.js'

/** When something was, short; in full when one points at it. */
export function Time({ at }: { at: string }) {
  const now = useNow()
  return (
    <time dateTime={at} title={fullTime(at)}>
      {whenWords(at, now)}
    </time>
  )
}
