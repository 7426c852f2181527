import { gapsWords as words } from './gaps-words.js'

const WIDTH = 7
const GAP = 2
const HEIGHT = 28

/** How often a week, the last one darker. Read out as numbers. */
export function WeekBars({ weeks }: { weeks: readonly number[] }) {
  const most = Math.max(1, ...weeks)
  return (
    <svg
      className="week-bars"
      role="img"
      aria-label={words.weeks(weeks)}
      width={weeks.length * (WIDTH + GAP) - GAP}
      height={HEIGHT}
    >
      <title>{words.weeks(weeks)}</title>
      {weeks.map((count, week) => {
        const height = count === 0 ? 1 : Math.max(3, (count / most) * HEIGHT)
        return (
          <rect
            // biome-ignore lint/suspicious/noArrayIndexKey: a week is its place
            key={week}
            className={week === weeks.length - 1 ? 'week-bars__now' : undefined}
            x={week * (WIDTH + GAP)}
            y={HEIGHT - height}
            width={WIDTH}
            height={height}
          />
        )
      })}
    </svg>
  )
}
