import type { TicketCommand } from '../../platform/tickets/ticket-command.js'
import type { DemoLogin } from './demo-staff.js'

/** What happens to a ticket later on. `merge` and `transfer` name a story and an office of offices.csv. */
export interface DemoDeed {
  /** Minutes after the one before. */
  after: number
  by: DemoLogin | 'citizen'
  command:
    | Exclude<TicketCommand, { kind: 'merge' | 'transfer' }>
    | { kind: 'merge'; into: string; reason: string }
    | { kind: 'transfer'; office: string; reason: string }
}

/** Division codes of where most stories are set. */
export const HUZHOU = '330500'
export const WUXING = '330502'
export const DEQING = '330521'

export interface DemoStory {
  name: string
  /** Before now, in minutes. */
  startedAgo: number
  regionCode: string
  channel: 'web' | 'wechat'
  /** Each is answered by the bot. */
  says: readonly string[]
  /** Pressing 转人工, with what is written there; absent: no ticket unless the bot opens one. */
  wantsHuman?: string
  deeds?: readonly DemoDeed[]
  /** What staff do in the conversation itself, and what the citizen says meanwhile. */
  live?: readonly DemoLive[]
}

export interface DemoLive {
  /** Minutes after what was before. */
  after: number
  by: DemoLogin | 'citizen'
  does: 'take_over' | 'say' | 'whisper'
  /** Of `say` and `whisper`. */
  text?: string
}
