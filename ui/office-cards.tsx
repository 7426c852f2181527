import type { Answer } from '../bot/answer.js'
import { Icon } from './icon.js'
import { phoneHref } from './phone-numbers.js'
import { useWords } from './words/use-words.js'

export function OfficeCards({ offices }: { offices: Answer['offices'] }) {
  const words = useWords()
  return (
    <ul className="offices">
      {offices.map((office) => (
        <li key={office.name + office.address} className="office">
          <div className="office__text">
            <strong className="office__name">{office.name}</strong>
            {office.address && <span>{office.address}</span>}
            {office.hours && <span>{office.hours}</span>}
          </div>
          {office.phone && (
            <a
              className="office__call"
              href={phoneHref(office.phone)}
              aria-label={words.answer.call(office.phone)}
            >
              <Icon name="phone" />
              <span>{office.phone}</span>
            </a>
          )}
        </li>
      ))}
    </ul>
  )
}
