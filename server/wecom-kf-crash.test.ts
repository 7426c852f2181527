import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { testDatabases } from '../storage/test-database.js'
import { startWecomKf } from './platforms/wecom-kf-stand-in.js'
import { spawnServer } from './spawn-server.js'

/** A kill on PostgreSQL leaves its work for longer than a test waits: others may be at it. */
const [sqlite] = testDatabases()
const KILLS = 6
const DRAIN_LIMIT_MS = 90_000

it('pulls, answers and shows everything that citizens wrote to customer service once, over kills at any moment', async () => {
  const database = await sqlite!.open()
  const wecom = await startWecomKf({ pullMs: 30 })
  const { corpId, secret, token, aesKey, apiUrl } = wecom.keys
  const environment = {
    WECOM_KF_CORP_ID: corpId,
    WECOM_KF_SECRET: secret,
    WECOM_KF_TOKEN: token,
    WECOM_KF_AES_KEY: aesKey,
    WECOM_KF_API_URL: apiUrl,
    WENFA_LOG_LEVEL: 'silent',
  }
  const citizens: string[] = []
  try {
    for (let round = 1; round <= KILLS; round++) {
      const server = await spawnServer(database.dataDir, environment)
      let running = true
      const writing = (async () => {
        for (let n = 1; running; n++) {
          const citizen = `wm${round}x${n}`
          wecom.write(citizen, { msgtype: 'text', text: { content: '老板拖欠工资怎么办' } })
          citizens.push(citizen)
          // Told or not, in time or not: the platform keeps it.
          await wecom.tell(server.url).catch(() => {})
          await sleep(20)
        }
      })()
      await sleep(200 + Math.random() * 800)
      await server.kill()
      running = false
      await writing
    }
    const server = await spawnServer(database.dataDir, environment)
    const until = performance.now() + DRAIN_LIMIT_MS
    const unanswered = () => citizens.filter((citizen) => wecom.textsTo(citizen).length === 0)
    while (unanswered().length > 0 && performance.now() < until) await sleep(250)
    await server.stop()
    expect(citizens.length).toBeGreaterThan(KILLS)
    expect(unanswered()).toEqual([])
    // An answer may take several messages: each begins with its own part.
    const twice = citizens.filter((citizen) => {
      const texts = wecom.textsTo(citizen)
      return new Set(texts).size !== texts.length
    })
    expect(twice).toEqual([])
  } finally {
    await wecom.close()
    await database.drop()
  }
}, 300_000)
