import { useLayoutEffect, useRef } from 'react'
import { NoteIcon } from '../icons.js'
import { fullTime, whenWords } from '../time-words.js'
import { useNow } from '../use-now.js'
import { words } from '../words.js'
import { eventWords } from './event-words.js'
import type { ThreadItem } from './thread-items.js'

/** So near to the end counts as being there. */
const END_PX = 40

/** What was said and done, the newest at the bottom and in sight. */
export function Thread({ items }: { items: readonly ThreadItem[] }) {
  const topRef = useRef<HTMLElement>(null)
  const isAtEnd = useRef(true)
  const count = items.length
  // biome-ignore lint/correctness/useExhaustiveDependencies: scrolls when something is added
  useLayoutEffect(() => {
    const thread = topRef.current!
    const showEnd = () => {
      if (isAtEnd.current) thread.scrollTop = thread.scrollHeight
    }
    isAtEnd.current = true
    showEnd()
    // The editor below takes more room when text is put into it.
    const observer = new ResizeObserver(showEnd)
    observer.observe(thread)
    return () => observer.disconnect()
  }, [count])
  return (
    <section
      ref={topRef}
      className="thread"
      aria-label={words.ticket.thread}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: or the keyboard could not scroll it
      tabIndex={0}
      onScroll={({ currentTarget: { scrollTop, clientHeight, scrollHeight } }) => {
        isAtEnd.current = scrollTop + clientHeight >= scrollHeight - END_PX
      }}
    >
      <ol className="thread__list">
        {items.map((item) => (
          <li key={item.key} className={classOf(item)}>
            <Item item={item} />
          </li>
        ))}
      </ol>
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
