import type { TicketStatus } from '../../bot/ticket-ports.js'
import type { TicketCommand } from './ticket-command.js'

export class TicketNotFoundError extends Error {
  override name = 'TicketNotFoundError'
  constructor(readonly number: string) {
    super(`There is no ticket ${number}: \`wenfa tickets list\` shows the numbers`)
  }
}

/** The ticket is in a state in which this cannot be done: nothing was changed. */
export class TicketStateError extends Error {
  override name = 'TicketStateError'
  constructor(
    readonly number: string,
    readonly status: TicketStatus['status'],
    readonly command: TicketCommand['kind'],
    /** What to do, or why not, in words. */
    advice = 'look at its history with `wenfa tickets show`',
  ) {
    super(`Ticket ${number} is ${status}, so ${command} cannot be done: ${advice}`)
  }
}

export class TicketTakenError extends Error {
  override name = 'TicketTakenError'
  constructor(
    readonly number: string,
    readonly by: string,
  ) {
    super(`Ticket ${number} is already taken by ${by}: reload the queue`)
  }
}

/** It changed since the caller read it. */
export class TicketChangedError extends Error {
  override name = 'TicketChangedError'
  constructor(
    readonly number: string,
    readonly expected: number,
    readonly version: number,
  ) {
    super(
      `Ticket ${number} is at version ${version}, not ${expected}: reload it and look before trying again`,
    )
  }
}

export class OfficeNotFoundError extends Error {
  override name = 'OfficeNotFoundError'
  constructor(readonly officeId: string) {
    super(`There is no office ${officeId}: \`wenfa ingest\` reads office tables`)
  }
}
