interface ScoreBarProps {
  /** 0 to 1. */
  share: number
  label: string
  /** Where it is enough, 0 to 1. */
  from?: number | null
}

/** A number that can be seen; the mark is where it is enough. */
export function ScoreBar({ share, label, from = null }: ScoreBarProps) {
  const isEnough = from !== null && share >= from
  return (
    <span className="score">
      <span className={isEnough ? 'score__bar score__bar--enough' : 'score__bar'} aria-hidden="true">
        <span style={{ inlineSize: `${Math.max(0, Math.min(1, share)) * 100}%` }} />
        {from !== null && from <= 1 && <i style={{ insetInlineStart: `${from * 100}%` }} />}
      </span>
      <span className="score__label">{label}</span>
    </span>
  )
}
