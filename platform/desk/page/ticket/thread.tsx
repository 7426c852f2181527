import { useLayoutEffect, useRef } from 'react'
import { NoteIcon } from '../icons.js'
import { fullTime, whenWords } from '../time-words.js'
import { useNow } from '../use-now.js'
import { words } from '../words.js'
import { eventWords } from './event-words.js'
import type { ThreadItem } from './thread-items.js'

/** What was said and done, the newest at the bottom and in sight. */
export function Thread({ items }: { items: readonly ThreadItem[] }) {
  const endRef = useRef<HTMLDivElement>(null)
  const count = items.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when something is added
  useLayoutEffect(() => {
    endRef.current?.scrollIntoView({ block: 'end' })
  }, [count])
  return (
    // Focusable, or the keyboard could not scroll it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: see above
    <section className="thread" aria-label={words.ticket.thread} tabIndex={0}>
      <ol className="thread__list">
        {items.map((item) => (
          <li key={item.key} className={classOf(item)}>
            <Item item={item} />
          </li>
        ))}
      </ol>
      <div ref={endRef} />
    </section>
  )
}

function classOf(item: ThreadItem): string {
  if (item.is === 'said') return `said said--${item.by}`
  return item.is === 'note' ? 'note' : 'event'
}

function Item({ item }: { item: ThreadItem }) {
  if (item.is === 'event') {
    return (
      <p>
        {eventWords(item.event)}
        <Time at={item.at} />
      </p>
    )
  }
  return (
    <>
      <p className="said__head">
        {item.is === 'note' ? (
          <>
            <NoteIcon /> {words.ticket.noteBy(item.name)}
          </>
        ) : (
          <strong>{item.name ?? (item.by === 'bot' ? words.ticket.bot : words.ticket.citizen)}</strong>
        )}
        {item.is === 'said' && item.isQuestion && <span className="said__kind">{words.ticket.asks}</span>}
        <Time at={item.at} />
      </p>
      <p className="said__text">{item.text}</p>
    </>
  )
}

function Time({ at }: { at: string }) {
  const now = useNow()
  return (
    <time dateTime={at} title={fullTime(at)}>
      {whenWords(at, now)}
    </time>
  )
}
