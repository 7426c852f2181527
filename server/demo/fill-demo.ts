import { randomUUID } from 'node:crypto'
import { createRunTurn } from '../../bot/run-turn.js'
import type { TicketActor, TicketCommand } from '../../platform/tickets/ticket-command.js'
import type { Assistant, Records } from '../compose.js'
import type { DemoLogin } from './demo-staff.js'
import { DEMO_STORIES, type DemoDeed, type DemoStory } from './demo-stories.js'

const MINUTE_MS = 60_000
/** From one message to the next. */
const SPEAKING_MS = 40_000

interface DemoDeps {
  records: Records
  assistant: Pick<Assistant, 'bot'>
  /** What the parts take for the present; is set by each story. */
  clock: { at: Date }
  members: ReadonlyMap<DemoLogin, { id: string; name: string }>
  /** By name. */
  officeIds: ReadonlyMap<string, string>
}

/**
 * Plays the stories through bot and tickets, as if they had happened at their times.
 * @returns how many conversations and tickets there are
 */
export async function fillDemo(deps: DemoDeps): Promise<{ conversations: number; tickets: number }> {
  const { records, clock } = deps
  const present = clock.at
  const runTurn = createRunTurn({
    ...records,
    ...records.tickets,
    bot: deps.assistant.bot,
    now: () => clock.at,
  })
  const numbers = new Map<string, string>()
  for (const story of [...DEMO_STORIES].sort((a, b) => b.startedAgo - a.startedAgo)) {
    clock.at = new Date(present.getTime() - story.startedAgo * MINUTE_MS)
    const number = await talk(story)
    if (number === null) continue
    numbers.set(story.name, number)
    for (const deed of story.deeds ?? []) {
      clock.at = new Date(Math.min(clock.at.getTime() + deed.after * MINUTE_MS, present.getTime()))
      await records.tickets.run(number, commandOf(deed), actorOf(deed))
    }
  }
  clock.at = present
  return { conversations: DEMO_STORIES.length, tickets: numbers.size }

  /** @returns the number of the ticket that came of it */
  async function talk({ regionCode, channel, says, wantsHuman }: DemoStory): Promise<string | null> {
    const { id: conversationId } = await records.conversations.create({ channel, regionCode })
    let number: string | null = null
    const say = async (text: string, kind: 'question' | 'handoff') => {
      clock.at = new Date(clock.at.getTime() + SPEAKING_MS)
      const asked = await runTurn.ask({
        conversationId,
        clientMessageId: randomUUID(),
        kind,
        text,
        channel,
        regionCode,
      })
      if (asked.status !== 'running') throw new Error(`The demonstration was refused: ${asked.status}`)
      const { ticket } = await asked.reply
      number ??= ticket?.number ?? null
    }
    for (const text of says) await say(text, 'question')
    if (wantsHuman !== undefined && number === null) await say(wantsHuman, 'handoff')
    return number
  }

  function commandOf({ command }: DemoDeed): TicketCommand {
    if (command.kind === 'merge') return { ...command, into: known(numbers, command.into) }
    if (command.kind !== 'transfer') return command
    return { kind: 'transfer', officeId: known(deps.officeIds, command.office), reason: command.reason }
  }

  function actorOf({ by }: DemoDeed): TicketActor {
    if (by === 'citizen') return { kind: 'citizen', id: null, name: '群众' }
    return { kind: 'staff', ...known(deps.members, by) }
  }
}

function known<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key)
  if (value === undefined) throw new Error(`The demonstration names ${String(key)}, which is not there`)
  return value
}
