export class TicketNotFoundError extends Error {
  override name = 'TicketNotFoundError'
  constructor(number: string) {
    super(`There is no ticket ${number}: \`wenfa tickets list\` shows the numbers`)
  }
}

export class TicketClosedError extends Error {
  override name = 'TicketClosedError'
  constructor(number: string) {
    super(`Ticket ${number} is closed: nothing was sent`)
  }
}
