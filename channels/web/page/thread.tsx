import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Icon } from '../../../ui/icon.js'
import { useWords } from '../../../ui/words/use-words.js'
import type { Conversation } from './conversation-store.js'
import { type Entry, type Exchange, tellsSomething, ticketStatuses } from './entry.js'
import { EventView } from './event-view.js'
import type { ExchangeActions } from './exchange-actions.js'
import { ExchangeView } from './exchange-view.js'
import type { TicketInfo } from './ticket-card.js'
import type { ConversationEvent } from './watch-events.js'

/** Between what was revealed and the edge. */
const MARGIN_PX = 16

/** An exchange and what arrived after it. */
interface Turn {
  exchange: Exchange | null
  events: ConversationEvent[]
}

export function Thread({ conversation, actions }: { conversation: Conversation; actions: ExchangeActions }) {
  const words = useWords()
  const { entries } = conversation
  const turns = turnsOf(entries)
  const statuses = ticketStatuses(entries)
  const newestExchange = turns.findLast((turn) => turn.exchange)?.exchange ?? null
  const lastReplySeq = turns
    .at(-1)
    ?.events.findLast((event) => event.kind === 'staff_reply' || event.kind === 'staff_message')?.seq
  const listRef = useRef<HTMLDivElement>(null)
  const [unseen, setUnseen] = useState(false)

  // What was just asked goes to the top, so that its answer is read from the beginning.
  const newestId = newestExchange?.messageId
  useLayoutEffect(() => {
    const turn = newestId ? listRef.current?.querySelector('.turn:last-of-type') : null
    if (turn) scrollToTop(turn)
  }, [newestId])

  useEffect(() => {
    const shown = lastReplySeq && listRef.current?.querySelector(`[data-seq="${lastReplySeq}"]`)
    if (!shown) return setUnseen(false)
    revealRest(shown)
    const watcher = new IntersectionObserver(([entry]) => setUnseen(!entry?.isIntersecting), {
      threshold: 0.5,
    })
    watcher.observe(shown)
    return () => watcher.disconnect()
  }, [lastReplySeq])

  const ticketOf = (exchange: Exchange): TicketInfo | null => {
    const ticket = exchange.state.is === 'answered' ? exchange.state.reply.ticket : undefined
    if (!ticket) return null
    return {
      number: ticket.number,
      status: statuses.get(ticket.number) ?? ticket.status,
      queryCode: ticket.queryCode ?? null,
    }
  }
  const toLastReply = () => {
    const reply = listRef.current?.querySelector(`[data-seq="${lastReplySeq}"]`)
    if (reply) scrollToTop(reply)
    setUnseen(false)
  }

  return (
    <div className="thread" ref={listRef}>
      {turns.map(({ exchange, events }) => (
        <article key={exchange?.messageId ?? 'before'} className="turn">
          {exchange && (
            <ExchangeView
              exchange={exchange}
              newest={exchange === newestExchange}
              ticket={ticketOf(exchange)}
              actions={actions}
            />
          )}
          {events.filter(tellsSomething).map((event) => (
            <div key={event.seq} className="event" data-seq={event.seq}>
              <EventView
                event={event}
                status={'ticketNumber' in event ? statuses.get(event.ticketNumber ?? '') : undefined}
                onSettle={actions.onSettle}
              />
            </div>
          ))}
        </article>
      ))}
      {unseen && (
        <button type="button" className="new-below" onClick={toLastReply}>
          <Icon name="arrowDown" />
          {words.thread.newBelow}
        </button>
      )}
    </div>
  )
}

/** Scrolls the conversation alone: scrollIntoView would move the page around it too, also the one around a frame. */
function scrollToTop(element: Element) {
  const list = element.closest('.scroll')
  if (list) list.scrollTop += element.getBoundingClientRect().top - list.getBoundingClientRect().top
}

/** What comes into view at the bottom is shown whole, as far as its beginning stays in sight. */
function revealRest(element: Element) {
  const list = element.closest('.scroll')
  if (!list) return
  const [own, frame] = [element.getBoundingClientRect(), list.getBoundingClientRect()]
  if (own.top < frame.bottom && own.bottom > frame.bottom)
    list.scrollTop += Math.min(own.bottom - frame.bottom + MARGIN_PX, own.top - frame.top)
}

function turnsOf(entries: readonly Entry[]): Turn[] {
  const turns: Turn[] = []
  for (const entry of entries) {
    if (entry.kind === 'exchange') turns.push({ exchange: entry, events: [] })
    else if (turns.length > 0) turns.at(-1)!.events.push(entry)
    else turns.push({ exchange: null, events: [entry] })
  }
  return turns
}
