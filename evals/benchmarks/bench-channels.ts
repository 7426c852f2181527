import { setTimeout as sleep } from 'node:timers/promises'
import { startWechat, type WechatStandIn } from '../../server/platforms/wechat-stand-in.js'
import { spawnServer } from '../../server/spawn-server.js'
import { percentile } from '../metrics/percentile.js'
import { atMost, type BenchmarkRow, compared } from './benchmark-row.js'

/** What the platform itself waits before it asks again. */
const ACKNOWLEDGED_LIMIT_MS = 4000
const ANSWERED_LIMIT_S = 90
const WORKING = /^正在为您查找/

/** Citizens writing to an official account, each once, at a steady rate. @param dataDir with the statutes ingested */
export async function benchChannels(dataDir: string, questions: readonly string[]): Promise<BenchmarkRow[]> {
  const wechat = await startWechat()
  const { appId, appSecret, token, apiUrl } = wechat.settings
  const server = await spawnServer(dataDir, {
    WECHAT_APP_ID: appId,
    WECHAT_APP_SECRET: appSecret,
    WECHAT_TOKEN: token,
    WECHAT_API_URL: apiUrl,
    WENFA_LOG_LEVEL: 'silent',
  })
  try {
    await send(wechat, server.url, questions, { name: 'warm', perSecond: 20, seconds: 5 })
    const steady = await send(wechat, server.url, questions, { name: 'steady', perSecond: 100, seconds: 60 })
    const flood = await send(wechat, server.url, questions, { name: 'flood', perSecond: 300, seconds: 30 })
    return [
      atMost('WeChat, 100/s: slowest response', Math.max(...steady.tookMs), ACKNOWLEDGED_LIMIT_MS, 'ms'),
      compared('WeChat, 100/s: answered within the response', `${steady.within} of ${steady.count}`),
      atMost('WeChat, 100/s: not answered exactly once', steady.count - steady.once, 0, ''),
      atMost('WeChat, 300/s: response, p99', percentile(flood.tookMs, 0.99), 1000, 'ms'),
      atMost('WeChat, 300/s: not answered exactly once', flood.count - flood.once, 0, ''),
      atMost('WeChat, 300/s: all answered after', flood.answeredAfterS, ANSWERED_LIMIT_S, 's'),
    ]
  } finally {
    await server.stop()
    await wechat.close()
  }
}

async function send(
  wechat: WechatStandIn,
  url: string,
  questions: readonly string[],
  { name, perSecond, seconds }: { name: string; perSecond: number; seconds: number },
) {
  const count = perSecond * seconds
  const tookMs: number[] = []
  const startedAt = performance.now()
  const shown = new Map<string, string[]>()
  const tell = (openId: string, text: string) => shown.set(openId, [...(shown.get(openId) ?? []), text])
  let within = 0
  await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      await sleep((n * 1000) / perSecond - (performance.now() - startedAt))
      const [openId, from] = [`${name}-${n}`, performance.now()]
      const text = await wechat.say(url, openId, questions[n % questions.length]!)
      tookMs.push(performance.now() - from)
      if (text === null || WORKING.test(text)) return
      within++
      tell(openId, text)
    }),
  )
  const before = new Set(shown.keys())
  const until = performance.now() + ANSWERED_LIMIT_S * 1000
  const sentLater = () => wechat.sent.filter(({ openId }) => openId.startsWith(`${name}-`))
  const answered = () => new Set([...before, ...sentLater().map(({ openId }) => openId)]).size
  while (answered() < count && performance.now() < until) await sleep(200)
  const answeredAfterS = (performance.now() - startedAt) / 1000 - seconds
  // The further parts of long answers come after the first.
  await sleep(5000)
  for (const { openId, text } of sentLater()) tell(openId, text)
  return { count, tookMs, within, answeredAfterS, once: [...shown.values()].filter(isOneAnswer).length }
}

/** An answer may take several messages, of which each says something else. */
function isOneAnswer(texts: readonly string[]): boolean {
  return texts.every((text, n) => !texts.some((other, m) => m !== n && other.includes(text)))
}
