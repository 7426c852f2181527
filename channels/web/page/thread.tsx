import { useEffect, useLayoutEffect, useRef, useState } from 'react'
import { Icon } from '../../../ui/icon.js'
import { useWords } from '../../../ui/words/use-words.js'
import type { Conversation } from './conversation-store.js'
import { type Entry, type Exchange, ticketStatuses } from './entry.js'
import { EventView } from './event-view.js'
import { type ExchangeActions, ExchangeView } from './exchange-view.js'
import type { TicketInfo } from './ticket-card.js'
import type { ConversationEvent } from './watch-events.js'

/** An exchange and what arrived after it. */
interface Turn {
  exchange: Exchange | null
  events: ConversationEvent[]
}

export function Thread({ conversation, actions }: { conversation: Conversation; actions: ExchangeActions }) {
  const words = useWords()
  const { entries, queryCodes } = conversation
  const turns = turnsOf(entries)
  const statuses = ticketStatuses(entries)
  const newestExchange = turns.findLast((turn) => turn.exchange)?.exchange ?? null
  const lastEvent =
    entries.at(-1)?.kind === 'exchange' ? null : (entries.at(-1) as ConversationEvent | undefined)
  const listRef = useRef<HTMLDivElement>(null)
  const [unseen, setUnseen] = useState(false)

  // What was just asked goes to the top, so that its answer is read from the beginning.
  const newestId = newestExchange?.messageId
  useLayoutEffect(() => {
    if (newestId) listRef.current?.querySelector('.turn:last-child')?.scrollIntoView({ block: 'start' })
  }, [newestId])

  useEffect(() => {
    const shown = lastEvent && listRef.current?.querySelector('.turn:last-child .event:last-child')
    if (!shown) return setUnseen(false)
    const watcher = new IntersectionObserver(([entry]) => setUnseen(!entry?.isIntersecting))
    watcher.observe(shown)
    return () => watcher.disconnect()
  }, [lastEvent])

  const ticketOf = (exchange: Exchange): TicketInfo | null => {
    const ticket = exchange.state.is === 'answered' ? exchange.state.reply.ticket : undefined
    if (!ticket) return null
    return {
      number: ticket.number,
      status: statuses.get(ticket.number) ?? ticket.status,
      queryCode: ticket.queryCode ?? queryCodes[ticket.number] ?? null,
    }
  }
  const toLastEvent = () => {
    listRef.current?.querySelector('.turn:last-child .event:last-child')?.scrollIntoView({ block: 'center' })
    setUnseen(false)
  }

  return (
    <div className="thread" ref={listRef}>
      {turns.map(({ exchange, events }) => (
        <section
          key={exchange?.messageId ?? 'before'}
          className="turn"
          aria-label={exchange?.text || words.handOff.asked}
        >
          {exchange && (
            <ExchangeView
              exchange={exchange}
              newest={exchange === newestExchange}
              ticket={ticketOf(exchange)}
              actions={actions}
            />
          )}
          {events.map((event) => (
            <div key={event.seq} className="event">
              <EventView event={event} />
            </div>
          ))}
        </section>
      ))}
      {unseen && (
        <button type="button" className="new-below" onClick={toLastEvent}>
          <Icon name="arrowDown" />
          {words.thread.newBelow}
        </button>
      )}
    </div>
  )
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
