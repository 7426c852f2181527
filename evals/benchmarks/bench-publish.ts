import { setTimeout } from 'node:timers/promises'
import { formatChineseNumber } from '../../knowledge/chinese-number.js'
import { spawnServer } from '../../server/spawn-server.js'
import { atMost, type BenchmarkRow, compared, percentile } from './benchmark-row.js'
import { createCitizens, type TimedTurn, UNLIMITED } from './citizens.js'
import { type Staff, signIn } from './staff.js'

const CITIZENS = 4
const PAUSE_MS = 60
const WARM_UP_MS = 6_000
const NORMAL_MS = 20_000
const PUBLICATIONS = 8
const ARTICLES = 60
const POLL_MS = 100
/** What a publication leaves to do belongs to it. */
const AFTER_MS = 500
const LIVE_LIMIT_S = 5
const GIVEN_UP_MS = 60_000

/**
 * New versions of a law published one after the other while citizens go on asking: how soon each is told to them, and
 * how much longer they wait for their answers meanwhile.
 * @param dataDir with the statutes ingested
 */
export async function benchPublish(dataDir: string, questions: readonly string[]): Promise<BenchmarkRow[]> {
  const server = await spawnServer(dataDir, UNLIMITED)
  try {
    const author = await signIn(server.url, dataDir, 'knowledge')
    const reviewer = await signIn(server.url, dataDir, 'administrator')
    const citizens = createCitizens(server.url, questions)
    const asking = citizens.startAsking(CITIZENS, PAUSE_MS)
    await setTimeout(WARM_UP_MS)
    asking.turns.length = 0
    await setTimeout(NORMAL_MS)
    const normal = asking.turns.map(({ tookMs }) => tookMs)
    const liveSeconds: number[] = []
    const during: number[] = []
    for (let version = 1; version <= PUBLICATIONS; version++) {
      const draft = await submitVersion(author, version)
      const from = performance.now()
      await reviewer('POST', `/api/knowledge/drafts/${draft}/decision`, { kind: 'publish', version: 2 })
      while (!(await citizens.ask(QUESTION)).includes(remark(version))) {
        if (performance.now() - from > GIVEN_UP_MS) throw new Error('The publication was never answered from')
        await setTimeout(POLL_MS)
      }
      liveSeconds.push((performance.now() - from) / 1000)
      await setTimeout(2 * AFTER_MS)
      during.push(...within(asking.turns, from, from + liveSeconds.at(-1)! * 1000 + AFTER_MS))
    }
    await asking.stop()
    const times = percentile(during, 0.99) / percentile(normal, 0.99)
    return [
      atMost('a published law is told, slowest', Math.max(...liveSeconds), LIVE_LIMIT_S, 's'),
      compared('turn p99 before', `${percentile(normal, 0.99).toFixed(0)} ms`),
      compared('turn p99 while publishing', `${percentile(during, 0.99).toFixed(0)} ms`),
      atMost(`turn p99 while publishing (${during.length} turns)`, times, 2, '× before'),
    ]
  } finally {
    await server.stop()
  }
}

const LAW = '基准测试气球飞行条例'
const QUESTION = `${LAW}第三条的内容是什么`
const remark = (version: number) => `第${version}稿`

function lawText(version: number): string {
  const articles = Array.from(
    { length: ARTICLES },
    (_, i) =>
      `第${formatChineseNumber(i + 1)}条 气球升空前应当报备第${i + 1}号事项，格式见${remark(version)}。`,
  )
  return `# ${LAW}\n\n2026年${version}月5日 通过\n\n<!-- INFO END -->\n\n${articles.join('\n\n')}\n`
}

/** @returns id of the draft, in review */
async function submitVersion(author: Staff, version: number): Promise<string> {
  const upload = await author('POST', '/api/knowledge/uploads')
  const name = encodeURIComponent(`${LAW}(2026-0${version}-05).md`)
  const path = `/api/knowledge/uploads/${upload.id}`
  const { files } = await author('POST', `${path}/files?name=${name}`, lawText(version))
  await author('POST', `${path}/end`)
  const draft = files[0].draftId
  await author('POST', `/api/knowledge/drafts/${draft}/step`, { kind: 'submit', version: 1 })
  return draft
}

function within(turns: readonly TimedTurn[], from: number, to: number): number[] {
  return turns
    .filter(({ endedAt, tookMs }) => endedAt > from && endedAt - tookMs < to)
    .map(({ tookMs }) => tookMs)
}
