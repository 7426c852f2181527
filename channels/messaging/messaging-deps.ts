import type { Conversations } from '../../bot/conversations.js'
import type { Headings } from '../../bot/render-text.js'
import type { RunTurn } from '../../bot/run-turn.js'
import type { Tickets } from '../../platform/tickets/tickets.js'
import type { DataKey } from '../../storage/data-key.js'
import type { Db, Transact } from '../../storage/database.js'
import type { Channel } from '../channel.js'
import type { ChannelWords } from './words/zh-CN.js'

export interface StoreDeps {
  db: Db
  transact: Transact
  dataKey: DataKey
  now(): Date
  randomBytes(count: number): Buffer
}

export interface MessagingDeps extends StoreDeps {
  channels: readonly Channel[]
  conversations: Pick<Conversations, 'open' | 'setRegion' | 'regionOf' | 'timeline' | 'lastEvent'>
  tickets: Pick<Tickets, 'byNumberWithCode' | 'apply' | 'contactOf' | 'keepContact' | 'forgetContact'>
  runTurn: Pick<RunTurn, 'ask'>
  headings: Headings
  words: ChannelWords
  random(): number
  /** @param subject ids of ours, no text of anybody */
  onError(error: unknown, subject: string): void
}
