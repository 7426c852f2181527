#!/usr/bin/env node
// A small work platform for Wenfa's exchange, in plain Node without any dependency: takes tickets in, answers them,
// and is there for reconciliation. See README.md beside it.
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { closeSync, existsSync, fsyncSync, openSync, readFileSync, truncateSync, writeSync } from 'node:fs'
import { createServer } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'

const WINDOW_SECONDS = 300
const LONGEST_BODY_BYTES = 1024 * 1024
const CALLBACK_TIMEOUT_MS = 5000
const LONGEST_PAUSE_MS = 5000

/* ---- signatures ---- */

/** @param {{ timestamp: string, nonce: string, method: string, path: string, body: Buffer }} request */
function macOf(secret, { timestamp, nonce, method, path, body }) {
  const bodyHash = createHash('sha256').update(body).digest('hex')
  const signed = ['WENFA1', timestamp, nonce, method, path, bodyHash].join('\n')
  return createHmac('sha256', secret).update(signed).digest()
}

/** Headers of a request that we send; the first key signs. */
export function sign(keys, request, nonce) {
  const timestamp = String(Math.floor(Date.now() / 1000))
  const mac = macOf(keys[0].secret, { ...request, timestamp, nonce })
  return {
    'x-wenfa-key-id': keys[0].id,
    'x-wenfa-timestamp': timestamp,
    'x-wenfa-nonce': nonce,
    'x-wenfa-signature': mac.toString('hex'),
  }
}

/** Whether a request that came in was signed with one of the keys within the last five minutes. */
export function isSigned(keys, request, headers) {
  const key = keys.find(({ id }) => id === headers['x-wenfa-key-id'])
  const timestamp = headers['x-wenfa-timestamp'] ?? ''
  const given = Buffer.from(headers['x-wenfa-signature'] ?? '', 'hex')
  if (!key || given.length !== 32) return false
  const expected = macOf(key.secret, { ...request, timestamp, nonce: headers['x-wenfa-nonce'] ?? '' })
  return timingSafeEqual(expected, given) && Math.abs(Date.now() / 1000 - Number(timestamp)) <= WINDOW_SECONDS
}

/* ---- what is stored: a journal of lines, each on the disk before anything is acknowledged ---- */

function openJournal(path) {
  const state = { messages: new Map(), tickets: new Map(), callbacks: [] }
  if (existsSync(path)) {
    const text = readFileSync(path, 'utf8')
    // The last line may be half written: nobody was told of it.
    const whole = text.slice(0, text.lastIndexOf('\n') + 1)
    truncateSync(path, Buffer.byteLength(whole))
    for (const line of whole.split('\n').filter(Boolean)) replay(state, JSON.parse(line))
  }
  const file = openSync(path, 'a', 0o600)
  return {
    state,
    /** One write: all of the entries or, after a crash, none that counts. */
    add(entry) {
      writeSync(file, `${JSON.stringify(entry)}\n`)
      fsyncSync(file)
      replay(state, entry)
    },
    close: () => closeSync(file),
  }
}

/** The state is what the entries of the journal say, one after another. */
function replay(state, { message, callbacks = [], sent }) {
  if (message) {
    state.messages.set(message.messageId, message)
    const ticket = ticketOf(state, message.ticketNumber)
    ticket.received.add(message.seq)
    while (ticket.received.has(ticket.messages + 1)) ticket.messages++
    ticket.createdAt = message.ticket.createdAt
    changeStatus(ticket, message.ticket.status, message.at)
  }
  for (const callback of callbacks) state.callbacks.push({ ...callback, sent: false })
  if (sent) {
    const callback = state.callbacks.find(({ messageId }) => messageId === sent.messageId)
    callback.sent = true
    callback.result = sent.result
    const ticket = ticketOf(state, callback.ticketNumber)
    const after = { accepted: 'taken', answered: 'answered', closed: 'closed', returned: 'waiting' }
    const status = after[callback.kind]
    if (sent.result === 'applied' && status) changeStatus(ticket, status, sent.at)
  }
}

/** A message may have been under way while we changed the ticket ourselves: the later change counts. */
function changeStatus(ticket, status, at) {
  if (at < ticket.changedAt) return
  ticket.status = status
  ticket.changedAt = at
}

function ticketOf(state, number) {
  const known = state.tickets.get(number)
  if (known) return known
  const ticket = { number, status: 'waiting', messages: 0, received: new Set(), createdAt: '', changedAt: '' }
  state.tickets.set(number, ticket)
  return ticket
}

/* ---- the platform ---- */

/**
 * @param {{
 *   keys: { id: string, secret: string }[],
 *   journal: string,
 *   wenfaUrl: string,
 *   port?: number,
 *   answer?: string,
 *   close?: boolean,
 *   log?: (line: string) => void,
 * }} options `answer`: given to every new ticket by itself; without it tickets are only taken in
 */
export async function startWorkPlatform({
  keys,
  journal: path,
  wenfaUrl,
  port = 0,
  answer,
  close,
  log = () => {},
}) {
  const journal = openJournal(path)
  const { state } = journal
  let stopped = false
  let wake = () => {}

  /** What our staff would do with a new ticket. Numbers go on from what was said of the ticket before. */
  function callbacksFor({ kind, ticketNumber }) {
    if (kind !== 'opened' || answer === undefined) return []
    const steps = [{ kind: 'accepted' }, { kind: 'answered', text: answer }]
    if (close) steps.push({ kind: 'closed', reason: '已答复群众' })
    const before = state.callbacks.filter((callback) => callback.ticketNumber === ticketNumber).length
    return steps.map((step, index) => ({
      ...step,
      messageId: randomUUID(),
      ticketNumber,
      seq: before + index + 1,
      at: new Date().toISOString(),
      actorName: '省厅工作平台',
    }))
  }

  function takeIn(message) {
    if (state.messages.has(message.messageId)) {
      log(`again   ${message.ticketNumber} #${message.seq} ${message.kind}`)
      return { received: true, duplicate: true }
    }
    // The message and what follows from it are one entry: a crash cannot come between them.
    journal.add({ message, callbacks: callbacksFor(message) })
    log(`message ${message.ticketNumber} #${message.seq} ${message.kind}: ${message.ticket.summary}`)
    wake()
    return { received: true, duplicate: false }
  }

  function listTickets(query) {
    const openedSince = query.get('openedSince') ?? ''
    const after = query.get('after') ?? ''
    const limit = Math.min(Number(query.get('limit') ?? 1000), 1000)
    const fitting = [...state.tickets.values()]
      .filter(({ number, createdAt }) => number > after && chinaDate(createdAt) >= openedSince)
      .sort((a, b) => (a.number < b.number ? -1 : 1))
    const tickets = fitting.slice(0, limit).map(({ number, status, messages }) => ({
      number,
      status,
      messages,
      callbacks: state.callbacks.filter(({ ticketNumber, sent }) => ticketNumber === number && sent).length,
    }))
    return { tickets, next: fitting.length > limit ? tickets.at(-1).number : null }
  }

  const server = createServer(async (request, response) => {
    const reply = (status, body) => {
      response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' })
      response.end(JSON.stringify(body))
    }
    try {
      const body = await readBody(request)
      const { method, url: path, headers } = request
      if (!isSigned(keys, { method, path, body }, headers)) return reply(401, { error: 'not signed rightly' })
      const { pathname, searchParams } = new URL(path, 'http://localhost')
      if (method === 'POST' && pathname === '/messages')
        return reply(200, takeIn(JSON.parse(body.toString())))
      if (method === 'GET' && pathname === '/tickets') return reply(200, listTickets(searchParams))
      return reply(404, { error: 'no such address' })
    } catch (error) {
      log(`fault   ${error}`)
      return reply(500, { error: 'fault' })
    }
  })
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve))

  /** One callback; repeated until Wenfa says what became of it. */
  async function send(callback) {
    const { sent: _, result: __, ...message } = callback
    const path = '/api/exchange/callbacks'
    const body = Buffer.from(JSON.stringify(message))
    const response = await fetch(wenfaUrl + path, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...sign(keys, { method: 'POST', path, body }, message.messageId),
      },
      body,
      redirect: 'error',
      signal: AbortSignal.timeout(CALLBACK_TIMEOUT_MS),
    })
    const { result, error } = await response.json()
    // What is wrong with the message itself will not get better; everything else is tried again.
    const outcome = result ?? ([400, 404, 409].includes(response.status) ? error.code : null)
    if (!outcome) throw new Error(`HTTP ${response.status} ${error?.code}`)
    journal.add({ sent: { messageId: message.messageId, result: outcome, at: new Date().toISOString() } })
    log(`sent    ${message.ticketNumber} #${message.seq} ${message.kind}: ${outcome}`)
  }

  const sending = (async () => {
    for (let failures = 0; !stopped; ) {
      const next = state.callbacks.find(({ sent }) => !sent)
      try {
        if (next) await send(next)
        failures = 0
      } catch (error) {
        failures++
        log(`later   ${next.ticketNumber} #${next.seq} ${next.kind}: ${error.message}`)
      }
      const pause = failures > 0 ? Math.min(100 * 2 ** failures, LONGEST_PAUSE_MS) : 50
      if (!next || failures > 0) {
        await Promise.race([
          sleep(pause, undefined, { ref: false }),
          new Promise((resolve) => {
            wake = resolve
          }),
        ])
      }
    }
  })()

  return {
    url: `http://127.0.0.1:${server.address().port}`,
    state,
    async stop() {
      stopped = true
      wake()
      await sending
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
      journal.close()
    },
  }
}

async function readBody(request) {
  const chunks = []
  let length = 0
  for await (const chunk of request) {
    chunks.push(chunk)
    length += chunk.length
    if (length > LONGEST_BODY_BYTES) throw new Error('the body is too long')
  }
  return Buffer.concat(chunks)
}

function chinaDate(instant) {
  return new Date(instant).toLocaleDateString('sv-SE', { timeZone: 'Asia/Shanghai' })
}

if (import.meta.filename === process.argv[1]) {
  const { values } = parseArgs({
    options: {
      port: { type: 'string', default: '8300' },
      journal: { type: 'string', default: 'work-platform.jsonl' },
      wenfa: { type: 'string', default: 'http://127.0.0.1:8080' },
      answer: { type: 'string' },
      close: { type: 'boolean', default: false },
    },
  })
  const keys = (process.env.EXCHANGE_KEYS ?? '').split(',').map((entry) => {
    const [id, ...secret] = entry.trim().split(':')
    return { id, secret: secret.join(':') }
  })
  if (!keys[0].secret) {
    console.error('Set EXCHANGE_KEYS to the same id:secret as for Wenfa')
    process.exit(2)
  }
  const platform = await startWorkPlatform({
    keys,
    journal: values.journal,
    wenfaUrl: values.wenfa,
    port: Number(values.port),
    answer: values.answer,
    close: values.close,
    log: console.log,
  })
  console.log(`Work platform at ${platform.url}, for Wenfa at ${values.wenfa}`)
}
