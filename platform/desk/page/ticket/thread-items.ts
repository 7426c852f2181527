import type { Ticket, TicketEvent } from '../desk-api.js'

interface Said {
  is: 'said'
  key: string
  by: 'citizen' | 'bot' | 'staff'
  /** Of the member of staff. */
  name: string | null
  text: string
  at: string
  isQuestion: boolean
}

/** One thing in the middle of the page, oldest first. */
export type ThreadItem =
  | Said
  | { is: 'note'; key: string; by: 'staff' | 'platform'; name: string; text: string; at: string }
  | { is: 'event'; key: string; event: TicketEvent; at: string }

/** What was said before and after the ticket was opened, notes, and what happened in between. */
export function threadItems({ transcript, events }: Pick<Ticket, 'transcript' | 'events'>): ThreadItem[] {
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
  // Stable: of the same moment, the bot's words stand before the opening of the ticket.
  // Reminders stand in the history.
  const happened = events.filter(({ kind }) => kind !== 'reminded')
  return [...said, ...happened.map(itemOf)].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))
}

function itemOf(event: TicketEvent): ThreadItem {
  const { kind, actor, at, seq } = event
  const key = `event ${seq}`
  const text = event.text ?? ''
  switch (kind) {
    case 'replied':
    case 'asked_citizen':
      return {
        is: 'said',
        key,
        by: 'staff',
        name: actor.name,
        text,
        at,
        isQuestion: kind === 'asked_citizen',
      }
    case 'citizen_replied':
      return { is: 'said', key, by: 'citizen', name: null, text, at, isQuestion: false }
    case 'noted':
      // Of what the citizen did, as leaving a number, or the program, there is one line and no author.
      return actor.kind === 'staff' || actor.kind === 'platform'
        ? { is: 'note', key, by: actor.kind, name: actor.name, text, at }
        : { is: 'event', key, event, at }
    default:
      return { is: 'event', key, event, at }
  }
}
