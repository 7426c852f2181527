/** What `wenfa tickets` does. Alone in its file, so that the command line starts without loading the rest. */
export const TICKET_ACTIONS = [
  'list',
  'show',
  'take',
  'release',
  'reply',
  'ask',
  'note',
  'transfer',
  'return',
  'escalate',
  'close',
  'reopen',
  'cancel',
  'merge',
  'call-back',
] as const

export type TicketAction = (typeof TICKET_ACTIONS)[number]
