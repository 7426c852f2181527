import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { testDatabases } from '../storage/test-database.js'
import { startWebhookSystem } from './platforms/webhook-system.js'
import { spawnServer } from './spawn-server.js'

const KILLS = { SQLite: 8, PostgreSQL: 3 }
const CITIZENS = 4
const SECRET = 'a-secret-of-the-crash-test-32-bytes'
const DRAIN_LIMIT_MS = 90_000

it.each(testDatabases())(
  'answers every message of a platform that was acknowledged, once, over kills at any moment, on $name',
  async ({ name, open }) => {
    const database = await open()
    const system = await startWebhookSystem([{ id: 'k1', secret: SECRET }])
    const environment = {
      DATABASE_URL: database.databaseUrl,
      WEBHOOK_URL: system.url,
      WEBHOOK_KEYS: `k1:${SECRET}`,
      // On PostgreSQL another process may be at a message.
      WENFA_ABANDONED_SECONDS: '10',
      WENFA_LOG_LEVEL: 'silent',
    }
    /** By citizen, so that each has one. */
    const acknowledged: string[] = []
    try {
      for (let round = 1; round <= KILLS[name as keyof typeof KILLS]; round++) {
        const server = await spawnServer(database.dataDir, environment)
        let running = true
        const citizens = Array.from({ length: CITIZENS }, async (_, n) => {
          for (let count = 1; running; count++) {
            const citizen = `r${round}-${n}-${count}`
            const status = await system.say(server.url, citizen, '老板拖欠工资怎么办', 'm1').catch(() => 0)
            if (status === 200) acknowledged.push(citizen)
          }
        })
        await sleep(200 + Math.random() * 800)
        await server.kill()
        running = false
        await Promise.all(citizens)
      }
      const server = await spawnServer(database.dataDir, environment)
      const until = performance.now() + DRAIN_LIMIT_MS
      const unanswered = () => acknowledged.filter((citizen) => system.shownTo(citizen).length === 0)
      while (unanswered().length > 0 && performance.now() < until) await sleep(250)
      await server.stop()
      expect(acknowledged.length).toBeGreaterThan(0)
      expect(unanswered()).toEqual([])
      // An answer may take several messages: each begins with its own part.
      const twice = acknowledged.filter((citizen) => {
        const texts = system.shownTo(citizen)
        return new Set(texts).size !== texts.length
      })
      expect(twice).toEqual([])
    } finally {
      await system.close()
      await database.drop()
    }
  },
  600_000,
)
