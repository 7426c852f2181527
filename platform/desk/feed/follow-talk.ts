import { SILENT_OUTCOMES } from '../../../bot/outcome.js'
import { placesOf } from '../live/conversation-office.js'
import type { DeskFeedDeps, PlacedChange } from './feed-deps.js'

/** Clocks of replicas differ, and what is written is not at once to be seen: so far back is looked each time. */
const OVERLAP_MS = 20_000
const MOST_AT_ONCE = 2000

/** Messages of citizens and replies of the bot have no number to follow: what is new is found by its time. */
export function createFollowTalk({
  db,
  now,
  pollMs,
  onError,
}: Pick<DeskFeedDeps, 'db' | 'now' | 'onError'> & { pollMs: number }) {
  let timer: NodeJS.Timeout | undefined
  let seen = new Set<string>()

  async function newOnes() {
    const since = new Date(now().getTime() - OVERLAP_MS).toISOString()
    const [messages, turns] = await Promise.all([
      db
        .selectFrom('messages')
        .select(['id', 'conversation_id', 'created_at'])
        .where('created_at', '>', since)
        .orderBy('created_at')
        .limit(MOST_AT_ONCE)
        .execute(),
      db
        .selectFrom('turns')
        .select(['id', 'conversation_id', 'created_at'])
        .where('created_at', '>', since)
        // The message itself was told.
        .where('outcome', 'not in', SILENT_OUTCOMES)
        .orderBy('created_at')
        .limit(MOST_AT_ONCE)
        .execute(),
    ])
    const all = [
      ...messages.map((row) => ({ ...row, kind: 'message' as const })),
      ...turns.map((row) => ({ ...row, kind: 'reply' as const })),
    ]
    const found = all.filter(({ id }) => !seen.has(id))
    seen = new Set(all.map(({ id }) => id))
    return found
  }

  async function poll(listener: (change: PlacedChange) => void) {
    const found = await newOnes()
    if (found.length === 0) return
    const places = await placesOf(db, [...new Set(found.map((row) => row.conversation_id))])
    for (const { conversation_id, kind, created_at } of found) {
      listener({
        change: {
          event: 'conversation',
          data: { conversationId: conversation_id, kind, by: null, at: created_at },
        },
        officeIds: [places.get(conversation_id)?.officeId ?? null],
      })
    }
  }

  function schedule(listener: (change: PlacedChange) => void, isOver: () => boolean) {
    if (isOver()) return
    timer = setTimeout(async () => {
      await poll(listener).catch(onError)
      schedule(listener, isOver)
    }, pollMs).unref()
  }

  return {
    /** @returns ends it */
    async start(listener: (change: PlacedChange) => void): Promise<() => void> {
      await newOnes()
      let over = false
      schedule(listener, () => over)
      return () => {
        over = true
      }
    },
    stop: () => clearTimeout(timer),
  }
}
