import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { APPLICATION_NOTICE } from '../channels/web/contact-notice.js'
import { copyStarter } from './copy-starter.js'
import { type SpawnedServer, spawnServer } from './spawn-server.js'

const KILLS = 30
const CLIENTS = 8
const QUESTIONS = [
  '老板拖欠工资怎么办',
  '离婚后孩子归谁',
  '民法典第1077条',
  '转人工',
  '借钱不还怎么办',
  '你好',
]
/** So begins the id of an application for legal aid. */
const APPLICATION = 'application'
const ENVIRONMENT = {
  WENFA_MESSAGES_PER_MINUTE: '100000',
  WENFA_CONVERSATIONS_PER_MINUTE: '100000',
  WENFA_LOG_LEVEL: 'silent',
}

interface Reply {
  replyId: string
  outcome: string
  ticket?: { number: string; queryCode?: string }
}

/** What a client was told, and may therefore rely on. */
interface Acknowledged {
  conversationId: string
  secret: string
  messageId: string
  reply: Reply
}

let dataDir: string
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'wenfa-crash-'))
  await copyStarter(dataDir)
})
afterAll(() => rm(dataDir, { recursive: true, force: true }))

it(`keeps every acknowledged message and ticket, answered once, over ${KILLS} kills under load`, async () => {
  const acknowledged: Acknowledged[] = []
  const unanswered: Omit<Acknowledged, 'reply'>[] = []
  let sent = 0

  async function client(url: string, alive: () => boolean) {
    const { id, secret } = (await post(url, '/api/conversations', {})) as { id: string; secret: string }
    while (alive()) {
      // One in five hands an application in.
      const messageId = `${sent % 5 === 4 ? APPLICATION : 'm'}${sent++}`
      const message = { conversationId: id, secret, messageId }
      try {
        const reply = await ask(url, message, QUESTIONS[sent % QUESTIONS.length]!)
        acknowledged.push({ ...message, reply })
      } catch {
        unanswered.push(message)
      }
    }
  }

  for (let round = 0; round < KILLS; round++) {
    const server = await spawnServer(dataDir, ENVIRONMENT)
    let running = true
    const clients = Array.from({ length: CLIENTS }, () => client(server.url, () => running).catch(() => {}))
    // At a random moment of work under way: some answers into the round, and a little later.
    const enough = acknowledged.length + 4 + Math.floor(Math.random() * 12)
    await until(() => acknowledged.length >= enough, 30_000)
    await sleep(Math.random() * 150)
    running = false
    await server.kill()
    await Promise.all(clients)
  }

  const server = await spawnServer(dataDir, ENVIRONMENT)
  try {
    expect(acknowledged.length).toBeGreaterThan(KILLS * 3)
    expect(acknowledged.some(({ reply }) => reply.ticket)).toBe(true)
    const applied = acknowledged.filter(({ messageId }) => messageId.startsWith(APPLICATION))
    expect(applied.length).toBeGreaterThan(0)
    expect(applied.filter(({ reply }) => !reply.ticket)).toEqual([])
    await checkStored(server, acknowledged)
    await checkResent(server, unanswered)
  } finally {
    await server.stop()
  }
}, 1_200_000)

async function until(reached: () => boolean, limitMs: number) {
  const giveUpAt = performance.now() + limitMs
  while (!reached() && performance.now() < giveUpAt) await sleep(5)
}

async function checkStored(server: SpawnedServer, acknowledged: readonly Acknowledged[]) {
  const byConversation = groupByConversation(acknowledged)
  for (const [conversationId, told] of byConversation) {
    const { messages } = (await get(
      server.url,
      `/api/conversations/${conversationId}/messages`,
      told[0]!.secret,
    )) as {
      messages: { messageId: string; reply?: Reply }[]
    }
    for (const { messageId, reply } of told) {
      const stored = messages.filter((message) => message.messageId === messageId)
      expect(stored).toHaveLength(1)
      expect(stored[0]?.reply).toMatchObject({ replyId: reply.replyId, outcome: reply.outcome })
    }
  }
  for (const { reply } of acknowledged.filter(({ reply }) => reply.ticket?.queryCode).slice(-20)) {
    const ticket = await get(server.url, `/api/tickets/${reply.ticket!.number}`, reply.ticket!.queryCode!)
    expect(ticket).toMatchObject({ number: reply.ticket!.number, status: 'waiting' })
  }
}

/** What was sent but not acknowledged is answered once when it is sent again, however far it had come. */
async function checkResent(server: SpawnedServer, unanswered: readonly Omit<Acknowledged, 'reply'>[]) {
  for (const message of unanswered.slice(0, 60)) {
    const first = await ask(server.url, message, QUESTIONS[0]!)
    const second = await ask(server.url, message, QUESTIONS[0]!)
    expect(second.replyId).toBe(first.replyId)
  }
}

const AID = {
  aidCase: { matter: 'wages', free: null, hasLawyer: false, appointed: null, notChecked: null },
  ...{ whatHappened: '三个月没发工资', otherParty: '老板', request: '支付工资', agreed: true },
  applicant: { name: '郭铁柱', identityNumber: '', phone: '13851724096', address: '', agent: '' },
  notice: APPLICATION_NOTICE,
}

function ask(url: string, message: Omit<Acknowledged, 'reply'>, text: string): Promise<Reply> {
  const { conversationId, secret, messageId } = message
  if (messageId.startsWith(APPLICATION))
    return post(
      url,
      `/api/conversations/${conversationId}/legal-aid`,
      { ...AID, messageId },
      secret,
    ) as Promise<Reply>
  return post(
    url,
    `/api/conversations/${conversationId}/messages`,
    { messageId, text },
    secret,
  ) as Promise<Reply>
}

async function post(url: string, path: string, body: unknown, secret?: string): Promise<unknown> {
  const response = await fetch(url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(secret && { authorization: `Bearer ${secret}` }) },
    body: JSON.stringify(body),
  })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

async function get(url: string, path: string, secret: string): Promise<unknown> {
  const response = await fetch(url + path, { headers: { authorization: `Bearer ${secret}` } })
  if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`)
  return response.json()
}

function groupByConversation(acknowledged: readonly Acknowledged[]): Map<string, Acknowledged[]> {
  const groups = new Map<string, Acknowledged[]>()
  for (const told of acknowledged) {
    groups.set(told.conversationId, [...(groups.get(told.conversationId) ?? []), told])
  }
  return groups
}
