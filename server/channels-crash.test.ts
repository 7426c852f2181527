import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import type { Db } from '../storage/database.js'
import { testDatabases } from '../storage/test-database.js'
import { copyStarter } from './copy-starter.js'
import { CRASH_PLATFORMS } from './platforms/crash-platforms.js'
import { spawnServer } from './spawn-server.js'

/** On PostgreSQL a minute passes until another process may take up what was being sent: one is enough. */
const KILLS: Record<string, Record<string, number>> = {
  SQLite: { webhook: 3, 'wecom-kf': 3, wechat: 2, 'wecom-app': 1, dingtalk: 1, feishu: 1 },
  PostgreSQL: { dingtalk: 1 },
}
const CITIZENS = 4
const DRAIN_LIMIT_MS = 90_000

const cases = testDatabases().flatMap(({ name, open }) =>
  Object.entries(KILLS[name]!).map(([platform, kills]) => ({ name, open, platform, kills })),
)

it.each(cases)(
  'answers every message over $platform that was acknowledged, over kills at any moment, and sends nothing twice that it knew was sent, on $name',
  async ({ open, platform: platformName, kills }) => {
    const database = await open(copyStarter)
    const { idempotent, start } = CRASH_PLATFORMS[platformName]!
    const platform = await start()
    const environment = {
      DATABASE_URL: database.databaseUrl,
      ...platform.environment,
      // On PostgreSQL another process may be at a message.
      WENFA_ABANDONED_SECONDS: '10',
      WENFA_LOG_LEVEL: 'silent',
    }
    /** Each writes once: so many of all who did as were acknowledged. */
    const citizens: string[] = []
    const acknowledged: string[] = []
    /** How many messages a citizen was shown before the last kill. */
    const shownBefore = new Map<string, number>()
    let onTheirWay = 0

    /** What a citizen was shown by the same process, the same words twice. */
    const twiceByOne = () =>
      citizens.filter((citizen) => {
        const texts = platform.textsTo(citizen).slice(shownBefore.get(citizen) ?? 0)
        return new Set(texts).size !== texts.length
      })

    try {
      for (let round = 1; round <= kills; round++) {
        const server = await spawnServer(database.dataDir, environment)
        let running = true
        const writing = Array.from({ length: CITIZENS }, async (_, n) => {
          for (let count = 1; running; count++) {
            const citizen = `r${round}x${n}x${count}`
            citizens.push(citizen)
            if (await platform.write(server.url, citizen).catch(() => false)) acknowledged.push(citizen)
            await sleep(5)
          }
        })
        await sleep(300 + Math.random() * 2000)
        await server.kill()
        running = false
        await Promise.all(writing)
        onTheirWay += await countOnTheirWay(database.db)
        expect(twiceByOne()).toEqual([])
        for (const citizen of citizens) shownBefore.set(citizen, platform.textsTo(citizen).length)
      }
      const server = await spawnServer(database.dataDir, environment)
      const until = performance.now() + DRAIN_LIMIT_MS
      const unanswered = () => acknowledged.filter((citizen) => platform.textsTo(citizen).length === 0)
      while (unanswered().length > 0 && performance.now() < until) await sleep(250)
      await server.stop()
      expect(acknowledged.length).toBeGreaterThan(0)
      expect(unanswered()).toEqual([])
      expect(twiceByOne()).toEqual([])
      // An answer may take several messages: each begins with its own part.
      const doubled = citizens.flatMap((citizen) => {
        const texts = platform.textsTo(citizen)
        return texts.filter((text, n) => texts.indexOf(text) !== n)
      })
      expect(doubled.length).toBeLessThanOrEqual(idempotent ? 0 : onTheirWay)
    } finally {
      await platform.close()
      await database.drop()
    }
  },
  600_000,
)

/** Messages of which a process that was killed did not know whether they had arrived. */
async function countOnTheirWay(db: Db): Promise<number> {
  const { count } = await db
    .selectFrom('deliveries')
    .select((eb) => eb.fn.countAll().as('count'))
    .where((eb) =>
      eb.or([
        eb('status', '=', 'queued').and('claimed_until', 'is not', null),
        eb('status', '=', 'passive').and('settled_at', 'is', null),
      ]),
    )
    .executeTakeFirstOrThrow()
  return Number(count)
}
