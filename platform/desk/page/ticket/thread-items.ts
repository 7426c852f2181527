import type { TicketEvent } from '../../../tickets/ticket-event.js'
import type { TranscriptLine } from '../../../tickets/transcript.js'

/** One thing in the middle of the page, oldest first. */
export type ThreadItem =
  | {
      is: 'said'
      key: string
      by: 'citizen' | 'bot' | 'staff'
      name: string | null
      text: string
      at: string
      isQuestion: boolean
    }
  | { is: 'note'; key: string; name: string; text: string; at: string }
  | { is: 'event'; key: string; event: TicketEvent }

/** What was said before and after the ticket was opened, notes, and what happened in between. */
export function threadItems(
  transcript: readonly TranscriptLine[],
  events: readonly TicketEvent[],
): ThreadItem[] {
  const said = transcript.map(
    ({ role, text, at }, index): ThreadItem => ({
      is: 'said',
      key: `said ${index}`,
      by: role,
      name: null,
      text,
      at,
      isQuestion: false,
    }),
  )
  const items = [...said, ...events.map(itemOf)]
  // The bot's last words and the opening of the ticket come from the same moment: the words first.
  return items.sort((a, b) => compare(atOf(a), atOf(b)))
}

function itemOf(event: TicketEvent): ThreadItem {
  const { kind, payload, actor, at, seq } = event
  const key = `event ${seq}`
  switch (kind) {
    case 'replied':
    case 'asked_citizen':
      return {
        is: 'said',
        key,
        by: 'staff',
        name: actor.name,
        text: payload.text,
        at,
        isQuestion: kind === 'asked_citizen',
      }
    case 'citizen_replied':
      return { is: 'said', key, by: 'citizen', name: null, text: payload.text, at, isQuestion: false }
    case 'noted':
      return { is: 'note', key, name: actor.name, text: payload.text, at }
    default:
      return { is: 'event', key, event }
  }
}

function atOf(item: ThreadItem): string {
  return item.is === 'event' ? item.event.at : item.at
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
