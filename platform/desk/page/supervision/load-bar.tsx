interface LoadBarProps {
  parts: readonly { kind: 'overdue' | 'waiting' | 'taken' | 'waitingForCitizen' | 'open'; count: number }[]
  /** The longest bar beside it. */
  most: number
}

/** How long it is says how much there is; what the colours count stands in the columns beside it. */
export function LoadBar({ parts, most }: LoadBarProps) {
  return (
    <span className="load-bar" aria-hidden="true">
      {parts.map(
        ({ kind, count }) =>
          count > 0 && (
            <span
              key={kind}
              className={`load-bar__part load-bar__part--${kind}`}
              style={{ width: `${(count / most) * 100}%` }}
            />
          ),
      )}
    </span>
  )
}
