import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { startStandInModel } from '../bot/model/stand-in-model.js'
import { APPLICATION_NOTICE } from '../channels/web/contact-notice.js'
import { replySchema } from '../channels/web/wire.js'
import { copyStarter } from './copy-starter.js'
import { runWenfa, type SpawnedServer, spawnServer } from './spawn-server.js'

/** One of each kind, in the words of people who ask. */
const PERSONAL = {
  ...{ name: '郭铁柱', other: '欧阳倩', identity: '320102198503071230', mobile: '13851724096' },
  ...{ landline: '025-83412345', card: '6222021001112223330', plate: '苏A8K3F2', wechat: 'tiezhu_1985' },
  ...{ qq: '417736259', email: 'guotiezhu@example.com', address: '梧桐路18号3幢502室' },
}
const { name, other, identity, mobile, landline, card, plate, wechat, qq, email, address } = PERSONAL
const QUESTIONS = [
  `我叫${name}，身份证${identity}，电话${mobile}，老板${other}拖欠我三个月工资，怎么办？`,
  `我住南京市鼓楼区${address}，他开的车是${plate}，钱本来该打到${card}这张卡上，还要多久？`,
  `能告${other}吗？我的微信是${wechat}，QQ号${qq}，邮箱${email}，座机${landline}`,
  // Nothing is found for it: it becomes a gap and a ticket.
  `${name}家的鹦鹉学会了骂${other}，${mobile}`,
  `民法典第一千零七十七条说的是什么，我是${name}`,
]

let dataDir: string
let server: SpawnedServer
let logs = ''
const model = await startStandInModel({ does: 'write', text: '{}' })
const embedded: string[] = []
const embeddings = createServer(async (request, response) => {
  let body = ''
  for await (const chunk of request) body += chunk
  const { input, model } = JSON.parse(body) as { input: string | string[]; model: string }
  const texts = [input].flat()
  embedded.push(...texts)
  const data = texts.map((text, index) => ({ object: 'embedding', index, embedding: vectorOf(text) }))
  response.setHeader('content-type', 'application/json')
  response.end(JSON.stringify({ object: 'list', data, model, usage: { prompt_tokens: 1, total_tokens: 1 } }))
})

/** Texts that share characters lie near each other. */
function vectorOf(text: string): number[] {
  const vector = new Array<number>(16).fill(0.01)
  for (const char of text) vector[char.codePointAt(0)! % 16]! += 1
  return vector
}

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wenfa-personal-'))
  await new Promise<void>((resolve) => embeddings.listen(0, '127.0.0.1', resolve))
  await copyStarter(dataDir)
  server = await spawnServer(dataDir, {
    ...{ WENFA_LOG_LEVEL: 'debug', MODEL_BASE_URL: model.baseUrl, MODEL: 'stand-in' },
    EMBEDDING_BASE_URL: `http://127.0.0.1:${(embeddings.address() as AddressInfo).port}/v1`,
    EMBEDDING_MODEL: 'stand-in',
  })
  for (const stream of [server.process.stdout!, server.process.stderr!])
    stream.on('data', (chunk: Buffer) => {
      logs += chunk.toString()
    })
}, 180_000)
afterAll(async () => {
  await server?.stop()
  await model.close()
  embeddings.closeAllConnections()
  embeddings.close()
  await rm(dataDir, { recursive: true, force: true })
})

const shownIn = (text: string) => Object.values(PERSONAL).filter((value) => text.includes(value))
const post = (path: string, json: unknown, bearer = '') =>
  fetch(server.url + path, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      accept: 'application/json',
      authorization: `Bearer ${bearer}`,
    },
    body: JSON.stringify(json),
  })

it('leaves no personal data in requests to models, logs, metrics, traces, files and exports', async () => {
  const { id, secret } = (await (await post('/api/conversations', {})).json()) as {
    id: string
    secret: string
  }
  for (const [n, text] of QUESTIONS.entries()) {
    const response = await post(`/api/conversations/${id}/messages`, { messageId: `m${n}`, text }, secret)
    replySchema.parse(await response.json())
  }
  const note = `请打${mobile}找${name}`
  replySchema.parse(
    await (await post(`/api/conversations/${id}/handoff`, { messageId: 'h', note }, secret)).json(),
  )

  const applicant = { name, identityNumber: identity, phone: mobile, address, agent: other }
  const application = {
    ...{ messageId: 'a', agreed: true, notice: APPLICATION_NOTICE, otherParty: other, request: '要回工资' },
    aidCase: { matter: 'wages', free: null, hasLawyer: false, appointed: null, notChecked: null },
    ...{ whatHappened: `${name}在${address}干活，工资没给，卡号${card}`, applicant, regionCode: '320100' },
  }
  const handedIn = await post(`/api/conversations/${id}/legal-aid`, application, secret)
  expect(replySchema.parse(await handedIn.json()).outcome).toBe('handed_off_application')
  // What comes after it leans on what was said before, not on the form.
  const after = { messageId: 'b', text: '那要多久' }
  replySchema.parse(await (await post(`/api/conversations/${id}/messages`, after, secret)).json())

  const asked = JSON.stringify(model.requests)
  expect(asked).not.toContain('要回工资')
  expect(asked).toContain('拖欠我三个月工资')
  expect(shownIn(asked)).toEqual([])
  expect(embedded.join('\n')).toContain('拖欠')
  expect(shownIn(embedded.join('\n'))).toEqual([])
  const metrics = await (await fetch(`${server.url}/metrics`)).text()
  expect(metrics).toContain('wenfa_')
  expect(shownIn(metrics)).toEqual([])

  const data = ['--data', dataDir]
  for (const args of [
    ['tickets', 'list', '--json'],
    ['audit', 'list', '--json'],
  ]) {
    const { stdout, stderr } = await runWenfa([...args, ...data])
    expect([args, shownIn(stdout + stderr)]).toEqual([args, []])
  }
  expect((await runWenfa(['knowledge', 'export', join(dataDir, 'exported'), ...data])).code).toBe(0)
  await server.stop()
  expect(logs).toContain('/messages')
  expect(shownIn(logs)).toEqual([])
  // The traces are among them: what people wrote is there encrypted, and masked where it has to be read.
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true })
  const contents = await Promise.all(
    files
      .filter((file) => file.isFile())
      .map(async (file) => [file.name, await readFile(join(file.parentPath, file.name))] as const),
  )
  expect(contents.some(([, content]) => content.includes('拖欠我三个月工资'))).toBe(true)
  for (const [file, content] of contents) expect([file, shownIn(content.toString())]).toEqual([file, []])
}, 120_000)
