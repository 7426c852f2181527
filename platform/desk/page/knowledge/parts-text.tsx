import { sayPlaceholders } from '../../../../knowledge/placeholders.js'
import { knowledgeWords as words } from './knowledge-words.js'

export interface Part {
  label: string | null
  heading: string
  text: string
}

interface PartsTextProps {
  parts: readonly Part[]
  /** Begins the ids of its articles, so that two texts may stand on one page. */
  idPrefix: string
}

/** Fewer headings are seen at a glance. */
const CONTENTS_FROM = 3

/** The id under which an article can be jumped to. */
export function partId(idPrefix: string, index: number): string {
  return `${idPrefix}-${index + 1}`
}

/** Articles or sections in order, all of them, so that the browser's own search finds every word. */
export function PartsText({ parts, idPrefix }: PartsTextProps) {
  if (parts.every(({ text }) => text === '')) return <p className="parts__none">{words.noText}</p>
  const headings = parts.flatMap(({ heading }, index) =>
    heading !== '' && heading !== parts[index - 1]?.heading ? [{ heading, index }] : [],
  )
  const isStatute = parts.some(({ label }) => label !== null)
  return (
    <div className="parts">
      {isStatute && headings.length >= CONTENTS_FROM && (
        <details className="parts__contents">
          <summary>{words.contents}</summary>
          <ul>
            {headings.map(({ heading, index }) => (
              <li key={index}>
                <a href={`#${partId(idPrefix, index)}`}>{heading}</a>
              </li>
            ))}
          </ul>
        </details>
      )}
      {parts.map(({ label, heading, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: never reordered, and two may read the same
        <section key={index} id={partId(idPrefix, index)} tabIndex={-1} className="part">
          {heading !== '' && heading !== parts[index - 1]?.heading && <h3>{heading}</h3>}
          <div className="part__text">
            {sayPlaceholders(text)
              .split('\n')
              .map((line, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: never reordered
                <p key={at}>
                  {at === 0 && label !== null && <a href={`#${partId(idPrefix, index)}`}>{label}</a>}
                  {line}
                </p>
              ))}
          </div>
        </section>
      ))}
    </div>
  )
}
