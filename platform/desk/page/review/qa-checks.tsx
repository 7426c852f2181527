import { Alert } from 'antd'
import { DoneIcon, OverdueIcon } from '../icons.js'
import type { Checked } from './review-api.js'
import { reviewWords as words } from './review-words.js'

interface QaChecksProps {
  checked: Checked | undefined
  isChecking: boolean
  onRead: (passageId: string) => void
}

/** What a question with its answer rests on, what keeps it from being published, and what is there already. */
export function QaChecks({ checked, isChecking, onRead }: QaChecksProps) {
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
      {checked?.waiting.map(({ id, authorName }) => (
        <p key={id} className="qa-checks__hint">
          {words.waiting(authorName)}
        </p>
      ))}
      {checked && checked.similar.length === 0 && <p className="qa-checks__hint">{words.noSimilar}</p>}
      {checked && checked.similar.length > 0 && (
        <>
          {checked.similar.some(({ isSame }) => isSame) && (
            <p className="qa-checks__hint">{words.sameHint}</p>
          )}
          <ul className="qa-checks__similar">
            {checked.similar.map(({ passageId, title, text, likeness, isSame }) => (
              <li key={passageId}>
                <details>
                  <summary>
                    <span>{title}</span>
                    <span className={isSame ? 'qa-checks__same' : 'qa-checks__state'}>
                      {isSame ? words.same : words.near(likeness)}
                    </span>
                  </summary>
                  <p>{text}</p>
                </details>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}
