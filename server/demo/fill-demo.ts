import { randomUUID } from 'node:crypto'
import { createRunTurn } from '../../bot/run-turn.js'
import { CONTACT_NOTICE } from '../../channels/web/contact-notice.js'
import { chinaDate } from '../../knowledge/china-date.js'
import { deskCommand } from '../../platform/desk/wire.js'
import type { StaffMember } from '../../platform/staff/staff-member.js'
import { EVERYTHING } from '../../platform/tickets/staff-scope.js'
import type { TicketCommand } from '../../platform/tickets/ticket-command.js'
import type { Assistant } from '../compose.js'
import type { Records } from '../create-records.js'
import { CLOSED_STORIES } from './closed-stories.js'
import { storeDemoProposals } from './demo-proposals.js'
import type { DemoLogin } from './demo-staff.js'
import { DEMO_STORIES } from './demo-stories.js'
import type { DemoDeed, DemoLive, DemoStory } from './demo-story.js'

const MINUTE_MS = 60_000
const DAY_MS = 24 * 60 * MINUTE_MS
const DEMO_MARKS = { correct: 5, basis: 4, complete: 4, wording: 5, timely: 5 } as const
const DEMO_NOTE = '结论准确，引用了条文；可以再说清楚去哪里办。'
/** From one message to the next. */
const SPEAKING_MS = 40_000

interface DemoDeps {
  records: Records
  assistant: Pick<Assistant, 'bot'>
  /** What the parts take for the present; is set by each story. */
  clock: { at: Date }
  members: ReadonlyMap<DemoLogin, StaffMember>
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
  const stories = [...DEMO_STORIES, ...CLOSED_STORIES].sort((a, b) => b.startedAgo - a.startedAgo)
  for (const story of stories) {
    clock.at = new Date(present.getTime() - story.startedAgo * MINUTE_MS)
    const number = await talk(story)
    if (number === null) continue
    numbers.set(story.name, number)
    for (const deed of story.deeds ?? []) {
      clock.at = new Date(Math.min(clock.at.getTime() + deed.after * MINUTE_MS, present.getTime()))
      await act(number, deed)
    }
  }
  clock.at = present
  while ((await records.tickets.runDeadlines(fail)) > 0);
  await lookThrough()
  await storeDemoProposals({ db: records.db, now: present, numbers, members: deps.members })
  return { conversations: stories.length, tickets: numbers.size }

  /** @returns the number of the ticket that came of it */
  async function talk({
    regionCode,
    channel,
    says,
    wantsHuman,
    live = [],
  }: DemoStory): Promise<string | null> {
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
    if (number !== null) await leaveNumber(number)
    for (const deed of live) {
      clock.at = new Date(clock.at.getTime() + deed.after * MINUTE_MS)
      if (deed.by === 'citizen') await say(deed.text ?? '', 'question')
      else await doLive(conversationId, known(deps.members, deed.by), deed)
    }
    return number
  }

  /** Who mentions a number lets staff call it. */
  async function leaveNumber(number: string): Promise<void> {
    const { mentioned } = await records.tickets.contactOf(number)
    if (mentioned === null) return
    await records.tickets.keepContact(number, mentioned, { noticeVersion: CONTACT_NOTICE, byGuardian: false })
  }

  function doLive(conversationId: string, who: StaffMember, { does, text = '' }: DemoLive): Promise<void> {
    const { live } = records.desk
    if (does === 'take_over') return live.takeOver(conversationId, who)
    return does === 'say'
      ? live.say(conversationId, who, { text })
      : live.whisper(conversationId, who, { text })
  }

  /** The supervisor has scored what was closed the week before the last, and of the last what the district's office closed. */
  async function lookThrough() {
    const { samples } = records.desk
    const supervisor = { member: known(deps.members, 'yanshi-zhuguan'), scope: EVERYTHING }
    const before = chinaDate(new Date(present.getTime() - 14 * DAY_MS))
    await samples.draw(before, supervisor)
    await samples.drawLastWeek()
    const all = (await samples.list({}, supervisor)).samples
    const newest = all[0]?.week
    const { officeId: district } = known(deps.members, 'yanshi-qu')
    for (const { id, week, officeId } of all)
      if (week !== newest || officeId === district)
        await samples.review(id, { marks: DEMO_MARKS, note: DEMO_NOTE }, supervisor)
  }

  function commandOf({ command }: DemoDeed): TicketCommand {
    if (command.kind === 'merge') return { ...command, into: known(numbers, command.into) }
    if (command.kind !== 'transfer') return command
    return { kind: 'transfer', officeId: known(deps.officeIds, command.office), reason: command.reason }
  }

  /** Staff do it at the desk, so that the audit log knows. */
  async function act(number: string, deed: DemoDeed): Promise<void> {
    const command = commandOf(deed)
    if (deed.by === 'citizen') {
      await records.tickets.run(number, command, { kind: 'citizen', id: null, name: '群众' })
      return
    }
    const who = { member: known(deps.members, deed.by), scope: EVERYTHING }
    await records.desk.commands.one(number, deskCommand.parse(command), who, undefined)
  }
}

function fail(error: unknown): never {
  throw error
}

function known<Key, Value>(map: ReadonlyMap<Key, Value>, key: Key): Value {
  const value = map.get(key)
  if (value === undefined) throw new Error(`The demonstration names ${String(key)}, which is not there`)
  return value
}
