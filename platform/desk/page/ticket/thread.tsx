import { NoteIcon } from '../icons.js'
import { ThreadFrame } from '../thread-frame.js'
import { Time } from '../time.js'
import { words } from '../words.js'
import { eventWords } from './event-words.js'
import type { ThreadItem } from './thread-items.js'

/** What was said and done. */
export function Thread({ items }: { items: readonly ThreadItem[] }) {
  return (
    <ThreadFrame label={words.ticket.thread} count={items.length}>
      {items.map((item) => (
        <li key={item.key} className={classOf(item)}>
          <Item item={item} />
        </li>
      ))}
    </ThreadFrame>
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
            <NoteIcon /> {words.ticket.noteBy[item.by](item.name)}
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
