import { Alert } from 'antd'
import { DoneIcon, OverdueIcon } from '../icons.js'
import { type Merging, NearEntries } from './near-entries.js'
import type { Checked } from './review-api.js'
import { reviewWords as words } from './review-words.js'

interface QaChecksProps {
  checked: Checked | undefined
  isChecking: boolean
  onRead: (passageId: string) => void
  /** What else is settled by publishing it; absent: that is not for whoever looks. */
  merging?: Merging
}

/** What a question with its answer rests on, what keeps it from being published, and what is there already. */
export function QaChecks({ checked, isChecking, onRead, merging }: QaChecksProps) {
  return (
    <section className="qa-checks" aria-label={words.checks} aria-busy={isChecking}>
      <h2>
        {words.citations}
        <span className="qa-checks__busy" role="status">
          {isChecking && words.checking}
        </span>
      </h2>
      {checked && checked.citations.length > 0 && (
        <ul className="qa-checks__citations">
          {checked.citations.map(({ name, status, passageId }) => (
            <li key={name} className={status === 'found' ? 'qa-checks__ok' : 'qa-checks__bad'}>
              {status === 'found' ? <DoneIcon /> : <OverdueIcon />}
              {passageId === null ? (
                <span>{name}</span>
              ) : (
                <button type="button" aria-label={words.openArticle(name)} onClick={() => onRead(passageId)}>
                  {name}
                </button>
              )}
              <span className="qa-checks__state">
                {status === 'found' ? words.citationFound : words.citationMissing}
              </span>
            </li>
          ))}
        </ul>
      )}
      {checked?.problem && <Alert type="warning" showIcon title={checked.problem} role="alert" />}
      <h2>{words.similar}</h2>
      {checked && <NearEntries checked={checked} merging={merging} />}
    </section>
  )
}
