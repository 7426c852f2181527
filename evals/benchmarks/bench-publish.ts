import { setTimeout } from 'node:timers/promises'
import { formatChineseNumber } from '../../knowledge/chinese-number.js'
import { spawnServer } from '../../server/spawn-server.js'
import { percentile } from '../metrics/percentile.js'
import { atMost, type BenchmarkRow, compared } from './benchmark-row.js'
import { createCitizens, type TimedTurn, UNLIMITED } from './citizens.js'
import { type Staff, signIn } from './staff.js'

const CITIZENS = 4
const PAUSE_MS = 60
const WARM_UP_MS = 6_000
const NORMAL_MS = 20_000
/** Of each kind. */
const PUBLICATIONS = 9
const ARTICLES = 60
const POLL_MS = 100
/** What a publication leaves to do belongs to it. */
const AFTER_MS = 500
const LIVE_LIMIT_S = 5
const GIVEN_UP_MS = 60_000

/**
 * New versions of a law, and a guide that is written anew, published in turn while citizens go on asking: how soon each
 * is told to them, and how much longer they wait for their answers meanwhile.
 * @param dataDir with the statutes ingested
 */
export async function benchPublish(dataDir: string, questions: readonly string[]): Promise<BenchmarkRow[]> {
  const server = await spawnServer(dataDir, UNLIMITED)
  try {
    const author = await signIn(server.url, dataDir, 'knowledge')
    const reviewer = await signIn(server.url, dataDir, 'administrator')
    const citizens = createCitizens(server.url, questions)
    const asking = citizens.startAsking(CITIZENS, PAUSE_MS)
    await poll(citizens, guide(0).question, WARM_UP_MS, () => false)
    asking.turns.length = 0
    await poll(citizens, guide(0).question, NORMAL_MS, () => false)
    const normal = asking.turns.map(({ tookMs }) => tookMs)
    const liveSeconds: Record<string, number[]> = {}
    const during: number[] = []
    for (let version = 1; version <= PUBLICATIONS; version++) {
      for (const source of [law(version), guide(version)]) {
        const draft = await submit(author, source)
        // Who reviews it takes longer than what uploading it leaves to do.
        await poll(citizens, source.question, AFTER_MS, () => false)
        const from = performance.now()
        await reviewer('POST', `/api/knowledge/drafts/${draft}/decision`, { kind: 'publish', version: 2 })
        if (!(await poll(citizens, source.question, GIVEN_UP_MS, (reply) => reply.includes(remark(version)))))
          throw new Error(`The published ${source.kind} was never answered from`)
        const toldAt = performance.now()
        liveSeconds[source.kind] = [...(liveSeconds[source.kind] ?? []), (toldAt - from) / 1000]
        await poll(citizens, source.question, 2 * AFTER_MS, () => false)
        during.push(...within(asking.turns, from, toldAt + AFTER_MS))
      }
    }
    await asking.stop()
    const times = percentile(during, 0.99) / percentile(normal, 0.99)
    return [
      ...Object.entries(liveSeconds).map(([kind, seconds]) =>
        atMost(`a published ${kind} is told, slowest`, Math.max(...seconds), LIVE_LIMIT_S, 's'),
      ),
      compared('turn p99 before', `${percentile(normal, 0.99).toFixed(0)} ms`),
      compared('turn p99 while publishing', `${percentile(during, 0.99).toFixed(0)} ms`),
      atMost(`turn p99 while publishing (${during.length} turns)`, times, 2, '× before'),
    ]
  } finally {
    await server.stop()
  }
}

/** Goes on before and after a publication as well, so that the load is the same. @returns whether the reply came in time */
async function poll(
  { ask }: ReturnType<typeof createCitizens>,
  question: string,
  longestMs: number,
  isDone: (reply: string) => boolean,
): Promise<boolean> {
  const from = performance.now()
  while (performance.now() - from < longestMs) {
    if (isDone(await ask(question))) return true
    await setTimeout(POLL_MS)
  }
  return false
}

const LAW = '基准测试气球飞行条例'
const GUIDE = '基准测试气球升空要先办什么'
const remark = (version: number) => `第${version}稿`

interface BenchmarkSource {
  kind: 'law' | 'guide'
  file: string
  text: string
  /** Is answered from it. */
  question: string
}

function law(version: number): BenchmarkSource {
  const articles = Array.from(
    { length: ARTICLES },
    (_, i) =>
      `第${formatChineseNumber(i + 1)}条 气球升空前应当报备第${i + 1}号事项，格式见${remark(version)}。`,
  )
  return {
    kind: 'law',
    file: `${LAW}(2026-0${version}-05).md`,
    text: `# ${LAW}\n\n2026年${version}月5日 通过\n\n<!-- INFO END -->\n\n${articles.join('\n\n')}\n`,
    question: `${LAW}第三条的内容是什么`,
  }
}

function guide(version: number): BenchmarkSource {
  return {
    kind: 'guide',
    file: `${GUIDE}.md`,
    text: `---\ntitle: ${GUIDE}\nmatter: other\n---\n\n升空前先报备，格式见${remark(version)}〔${LAW}第三条〕。\n`,
    question: GUIDE,
  }
}

/** @returns id of the draft, in review */
async function submit(author: Staff, { file, text }: BenchmarkSource): Promise<string> {
  const upload = await author('POST', '/api/knowledge/uploads')
  const path = `/api/knowledge/uploads/${upload.id}`
  const { files } = await author('POST', `${path}/files?name=${encodeURIComponent(file)}`, text)
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
