import { PhoneText } from './cited-text.js'
import { Icon } from './icon.js'

interface CalloutProps {
  label: string
  notices: readonly string[]
  /** Plain information: neither a danger nor a day to keep. */
  isPlain?: boolean
}

/** Notices beside an answer; of warnings the box is amber. */
export function Callout({ label, notices, isPlain = false }: CalloutProps) {
  if (notices.length === 0) return null
  return (
    <div className={isPlain ? 'callout callout--plain' : 'callout'} role="note" aria-label={label}>
      <Icon name={isPlain ? 'info' : 'alert'} />
      <ul className="callout__list">
        {notices.map((notice) => (
          <li key={notice}>
            <PhoneText text={notice} />
          </li>
        ))}
      </ul>
    </div>
  )
}
