import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { ingest } from '../knowledge/ingest/ingest.js'
import { readRanker } from '../retrieval/learned/rankers.js'
import { openDatabase } from '../storage/open-database.js'
import { copyStarter } from './copy-starter.js'
import { runWenfa, type SpawnedServer, spawnServer } from './spawn-server.js'

let folder: string
let server: SpawnedServer
let dataDir: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wenfa-two-'))
  dataDir = join(folder, 'data')
  await copyStarter(dataDir)
  server = await spawnServer(dataDir, {
    WENFA_LOG_LEVEL: 'silent',
    WENFA_REFIT_AFTER: '5',
    WENFA_MESSAGES_PER_MINUTE: '1000',
  })
}, 120_000)
afterAll(async () => {
  await server.stop()
  await rm(folder, { recursive: true, force: true })
})

async function call(path: string, secret?: string, body?: unknown) {
  const response = await fetch(server.url + path, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }) },
    body: body === undefined ? undefined : JSON.stringify(body),
  })
  return response.json()
}

async function within<T>(limitMs: number, probe: () => Promise<T | undefined>): Promise<T | undefined> {
  const until = Date.now() + limitMs
  for (;;) {
    const found = await probe()
    if (found !== undefined || Date.now() > until) return found
    await new Promise((resolve) => setTimeout(resolve, 200))
  }
}

it('answers from what another process ingested within 5 s', async () => {
  const laws = join(folder, 'laws')
  await mkdir(laws)
  await writeFile(
    join(laws, '云上热气球飞行条例(2024-05-01).md'),
    '# 云上热气球飞行条例\n\n2024年5月1日 通过\n\n<!-- INFO END -->\n\n第一条 热气球升空前，驾驶人应当向县级气象机构报备风向。\n\n第二条 本条例自2024年6月1日起施行。\n',
  )
  const ingested = await runWenfa(['ingest', laws, '--data', dataDir, '--json'])
  expect(ingested.code).toBe(0)
  expect(JSON.parse(ingested.stdout)).toMatchObject({ provisions: 2, published: 2 })

  const { id, secret } = await call('/api/conversations', undefined, {})
  let asked = 0
  const answered = await within(5000, async () => {
    const reply = await call(`/api/conversations/${id}/messages`, secret, {
      messageId: `q${asked++}`,
      text: '云上热气球飞行条例第一条',
    })
    return reply.outcome === 'answered_article' ? reply : undefined
  })
  expect(answered?.answer.bases[0]).toMatchObject({ lawTitle: '云上热气球飞行条例', number: '第一条' })
})

it('brings a reply that staff wrote in another process to the citizen', async () => {
  const { id, secret } = await call('/api/conversations', undefined, {})
  const opened = await call(`/api/conversations/${id}/messages`, secret, { messageId: 'h', text: '转人工' })
  expect(opened.ticket.number).toMatch(/^\d{4}-\d{4}-\d{4}$/)
  const replied = await runWenfa([
    'tickets',
    'reply',
    opened.ticket.number,
    '您好，请带身份证来。',
    '--data',
    dataDir,
  ])
  expect(replied.code).toBe(0)
  const events = await within(5000, async () => {
    const history = await call(`/api/conversations/${id}/messages`, secret)
    return history.events.length ? history.events : undefined
  })
  expect(events?.[0]).toMatchObject({ kind: 'staff_reply', text: '您好，请带身份证来。' })
})

it('learns in the background from answers that another process took in, and goes on answering', async () => {
  const goods = ['陀螺', '风筝', '铁环', '弹弓', '毽子', '空竹', '沙包', '跳绳', '木马', '纸船']
  const deeds = ['出租', '买卖', '修理', '寄存', '运输', '抵押', '赠与', '检验', '回收', '展览', '拍卖']
  const law = join(folder, '玩具条例(2024-05-01).md')
  const articles = goods.map(
    (good, i) => `第${i + 1}条 ${good}的${deeds.join('、')}，应当向${good}管理处登记。`,
  )
  await writeFile(law, `# 玩具条例\n\n2024年5月1日 通过\n\n<!-- INFO END -->\n\n${articles.join('\n\n')}\n`)
  const file = join(folder, 'answers.jsonl')
  const answers = deeds.flatMap((deed) =>
    goods.map((good, i) => ({ question: `${good}${deed}要登记吗`, cites: [`玩具条例第${i + 1}条`] })),
  )
  await writeFile(file, answers.map((answer) => JSON.stringify(answer)).join('\n'))

  const { db, close } = await openDatabase({ dataDir })
  try {
    expect(await ingest({ db, paths: [law] })).toMatchObject({ problems: [] })
    expect(await ingest({ db, paths: [file], kind: 'confirmed' })).toMatchObject({ published: 110 })
    const { id, secret } = await call('/api/conversations', undefined, {})
    const outcomes: string[] = []
    const ranker = await within(30_000, async () => {
      const { outcome } = await call(`/api/conversations/${id}/messages`, secret, {
        messageId: `learning${outcomes.length}`,
        text: '云上热气球飞行条例第一条',
      })
      outcomes.push(outcome)
      return (await readRanker(db)) ?? undefined
    })
    expect(ranker?.report).toMatchObject({ questions: 110 })
    expect(new Set(outcomes)).toEqual(new Set(['answered_article']))
  } finally {
    await close()
  }
}, 60_000)
