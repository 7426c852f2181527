import { Checkbox } from 'antd'
import { sayPlaceholders } from '../../../../knowledge/placeholders.js'
import type { Checked } from './review-api.js'
import { reviewWords as words } from './review-words.js'

export interface Merging {
  /** Ids of proposals and of passages. */
  chosen: ReadonlySet<string>
  onChange: (chosen: ReadonlySet<string>) => void
}

/** What is asked alike: in the knowledge base, or waiting for it. */
export function NearEntries({
  checked: { waiting, similar },
  merging,
}: {
  checked: Checked
  merging: Merging | undefined
}) {
  if (waiting.length + similar.length === 0) return <p className="qa-checks__hint">{words.noSimilar}</p>
  const canMerge = waiting.length > 0 || similar.some(({ kind }) => kind === 'faq')
  const choice = (id: string, label: string, title: string) =>
    merging && (
      <Checkbox
        className="qa-checks__choice"
        aria-label={`${label}：${title}`}
        checked={merging.chosen.has(id)}
        onChange={({ target }) => {
          const chosen = new Set(merging.chosen)
          if (target.checked) chosen.add(id)
          else chosen.delete(id)
          merging.onChange(chosen)
        }}
      >
        {label}
      </Checkbox>
    )
  return (
    <>
      {similar.some(({ isSame }) => isSame) && <p className="qa-checks__hint">{words.sameHint}</p>}
      {merging && canMerge && <p className="qa-checks__hint">{words.mergeHint}</p>}
      <ul className="qa-checks__similar">
        {waiting.map(({ id, question, answer, authorName, likeness, isSame }) => (
          <li key={id}>
            <Entry title={question} text={answer} likeness={likeness} isSame={isSame}>
              {words.waiting(authorName)}
            </Entry>
            {choice(id, words.mergeIn, question)}
          </li>
        ))}
        {similar.map(({ passageId, kind, title, text, likeness, isSame }) => (
          <li key={passageId}>
            <Entry title={title} text={text} likeness={likeness} isSame={isSame} />
            {kind === 'faq' && choice(passageId, words.replace, title)}
          </li>
        ))}
      </ul>
    </>
  )
}

function Entry({
  title,
  text,
  likeness,
  isSame,
  children,
}: {
  title: string
  text: string
  likeness: number
  isSame: boolean
  children?: string
}) {
  return (
    <details>
      <summary>
        <span>{title}</span>
        <span className={isSame ? 'qa-checks__same' : 'qa-checks__state'}>
          {isSame ? words.same : words.near(likeness)}
        </span>
      </summary>
      {children && <p className="qa-checks__hint">{children}</p>}
      <p>{sayPlaceholders(text)}</p>
    </details>
  )
}
