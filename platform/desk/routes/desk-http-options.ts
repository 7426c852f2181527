import type { Db } from '../../../storage/database.js'
import type { EventStreams } from '../../streams/event-streams.js'
import type { Tickets } from '../../tickets/tickets.js'
import type { Desk } from '../desk.js'
import type { DeskFeed } from '../feed/desk-feed.js'

export interface DeskHttpOptions {
  db: Db
  /** Messaging platforms that are connected. */
  channels: readonly string[]
  desk: Desk
  tickets: Pick<Tickets, 'list'>
  feed: DeskFeed
  streams: EventStreams
}
