import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { emptyAnswer } from '../bot/answer.js'
import type { Proposals, Propose } from '../bot/propose.js'
import type { Bot } from '../bot/run-turn.js'
import type { TurnInput, TurnResult } from '../bot/turn.js'
import type { Channel } from '../channels/channel.js'
import type { StoreDeps } from '../channels/messaging/messaging-deps.js'
import type { PassageView, WebLimits } from '../channels/web/web-deps.js'
import { createOffices } from '../knowledge/offices.js'
import { testKeys } from '../platform/exchange/test-exchange.js'
import type { ReviewDeps } from '../platform/review/review-deps.js'
import type { SingleSignOn } from '../platform/staff/single-sign-on/single-sign-on.js'
import type { StaffSettings } from '../platform/staff/staff-deps.js'
import { createPassages } from '../retrieval/passages.js'
import { createDataKey } from '../storage/data-key.js'
import type { Db } from '../storage/database.js'
import type { TestDatabase } from '../storage/test-database.js'
import { type Config, readConfig } from './config.js'
import { createRecords } from './create-records.js'
import { createService } from './create-service.js'
import type { AnsweringDeps } from './knowledge-parts.js'
import { repeat } from './repeat.js'

export const testDataKey = createDataKey(Buffer.alloc(32, 7))

export interface TestServerOptions {
  database: TestDatabase
  /** Default: answers at once with what it was asked. */
  respond?: Bot['respond']
  limits?: Partial<WebLimits>
  /** Proxies in front; default 0. */
  trustedProxies?: number
  /** Default: what is stored. */
  passages?: Record<string, PassageView>
  readiness?: () => { ready: true } | { ready: false; reason: string }
  now?: () => Date
  pageDir?: string
  deskDir?: string
  /** What the hotline's dry turns find; default: nothing. */
  propose?: Propose
  authorMayPublish?: boolean
  /** What the review looks up; default: nothing is there. */
  search?: ReviewDeps['search']
  /** The bot that staff try questions out with; default: one that finds nothing. */
  botDeps?: AnsweringDeps
  staffSettings?: Partial<StaffSettings>
  publicUrl?: string
  singleSignOn?: SingleSignOn
  /** Messages on platforms lead to no page; default: to those of 12348.example. */
  withoutLinks?: boolean
  /** Platforms that are connected. */
  channels?: (deps: StoreDeps) => Channel[]
  /** Of a work platform that knows the keys of `testKeys`; default: the exchange is off. */
  exchangeUrl?: string
}

const NOTHING_PROPOSED: Proposals = {
  outcome: 'handed_off_low_confidence',
  urgent: null,
  notices: [],
  answers: [],
  law: null,
  question: null,
  matter: null,
  serviceLine: null,
  regionCode: null,
}

const NOTHING_FOUND: ReviewDeps['search'] = {
  search: async () => ({ hits: [], lookup: null, settles: null, tookMs: 0 }),
  lookup: async () => null,
}

/** A bot without knowledge. */
function botOfNothing(db: Db, now: () => Date): AnsweringDeps {
  const nothing = { ...NOTHING_FOUND, revision: 0 }
  return {
    conversations: { history: async () => [] },
    retriever: { ...nothing, overlay: async () => ({ ...nothing, close: async () => {} }) },
    passages: createPassages(db),
    offices: createOffices(db),
    openTicket: null,
    findTickets: async () => [],
    dataAsOf: () => null,
    now,
  }
}

/** The whole server on a loopback port, with a bot that plays a script. */
export async function startTestServer(options: TestServerOptions) {
  const { database, passages, now = () => new Date(), exchangeUrl } = options
  const { db } = database
  const errors: unknown[] = []
  const onError = (error: unknown) => errors.push(error)
  const defaults = readConfig({}, database.dataDir)
  const config: Config = {
    ...defaults,
    limits: {
      ...defaults.limits,
      messagesPerMinute: 100_000,
      conversationsPerMinute: 100_000,
      ...options.limits,
    },
    staff: { ...defaults.staff, secondFactor: 'optional', ...options.staffSettings },
    exchange: exchangeUrl === undefined ? undefined : { url: exchangeUrl, keys: testKeys, timeoutMs: 300 },
    authorMayPublish: options.authorMayPublish ?? false,
    trustedProxies: options.trustedProxies ?? 0,
    keeper: '示例省司法厅',
    publicUrl: options.publicUrl,
    logLevel: 'silent',
  }
  const linksUrl = options.withoutLinks ? undefined : 'https://12348.example'
  const records = createRecords(
    { ...database, dataKey: testDataKey },
    { ...config, publicUrl: linksUrl },
    { now, random: () => 1 },
  )
  const { conversations, tickets, staff, switches, desk, exchange } = records
  const service = await createService(records, config, {
    respond: options.respond ?? (async (input) => scriptedResult(input)),
    propose: options.propose ?? (async () => NOTHING_PROPOSED),
    search: options.search ?? NOTHING_FOUND,
    answering: async () => options.botDeps ?? botOfNothing(db, now),
    channels: options.channels?.({ ...records, now, randomBytes }) ?? [],
    singleSignOn: options.singleSignOn,
    web: {
      readiness: options.readiness ?? (() => ({ ready: true })),
      ...(passages && { readPassage: async (id) => passages[id] ?? null }),
    },
    pageDir: options.pageDir,
    deskDir: options.deskDir,
    version: '0.0.0',
    validateResponses: true,
    pollMs: 50,
    sessionCheckMs: 100,
    now,
    onError,
    onSubjectError: onError,
  })
  const { server, messaging, runTurn, streams, hotline, review, knowledge } = service
  const sending = messaging && repeat(20, messaging.sendDue, onError)
  await server.listen({ host: '127.0.0.1', port: 0 })
  const { port } = server.server.address() as AddressInfo
  const url = `http://127.0.0.1:${port}`

  return {
    url,
    errors,
    conversations,
    tickets,
    staff,
    switches,
    desk,
    review,
    knowledge,
    runTurn,
    streams,
    exchange,
    staffRoutes: server.staffRoutes,
    transact: database.transact,
    hotline,
    messaging,
    async close() {
      await sending?.stop()
      await messaging?.stop()
      await server.close()
    },

    /** @param init `json` or `bytes` becomes the body; `bearer` the Authorization header */
    async request(
      path: string,
      init: {
        method?: string
        json?: unknown
        bytes?: string | Buffer<ArrayBuffer>
        bearer?: string
        headers?: Record<string, string>
      } = {},
    ) {
      const body = init.bytes ?? (init.json === undefined ? undefined : JSON.stringify(init.json))
      const response = await fetch(url + path, {
        method: init.method ?? (body === undefined ? 'GET' : 'POST'),
        headers: {
          ...(init.json !== undefined && { 'content-type': 'application/json' }),
          ...(init.bytes !== undefined && { 'content-type': 'application/octet-stream' }),
          ...(init.bearer && { authorization: `Bearer ${init.bearer}` }),
          ...init.headers,
        },
        ...(body !== undefined && { body }),
      })
      const text = await response.text()
      const isJson = response.headers.get('content-type')?.includes('json')
      return {
        status: response.status,
        headers: response.headers,
        text,
        body: isJson ? JSON.parse(text) : null,
      }
    },

    async converse(regionCode?: string): Promise<{ id: string; secret: string }> {
      return (await this.request('/api/conversations', { json: { regionCode } })).body
    },

    ask({ id, secret }: { id: string; secret: string }, messageId: string, text: string) {
      return this.request(`/api/conversations/${id}/messages`, { json: { messageId, text }, bearer: secret })
    },
  }
}

export type TestServer = Awaited<ReturnType<typeof startTestServer>>

export function scriptedResult(input: TurnInput, change: Partial<TurnResult> = {}): TurnResult {
  return {
    outcome: 'answered_from_sources',
    answer: emptyAnswer(`答：${input.text}`),
    ticket: null,
    trace: {
      intent: 'legal_question',
      matter: 'labour',
      serviceLine: null,
      region: input.regionCode ?? null,
      standaloneQuestion: input.text,
      probability: 0.9,
      sources: [],
      steps: [],
      endedBy: 'check-answer',
    },
    ...change,
  }
}

/** Reads server-sent events from a response until `enough`, then leaves. */
export async function readEvents(
  response: Response,
  enough: (events: { event: string; data: unknown; id: string | undefined }[]) => boolean,
) {
  const events: { event: string; data: unknown; id: string | undefined }[] = []
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  while (!enough(events)) {
    const { value, done } = await reader.read()
    if (done) break
    text += value
    const blocks = text.split('\n\n')
    text = blocks.pop() ?? ''
    for (const block of blocks) {
      const field = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(block)?.[1]
      const data = field('data')
      if (data !== undefined) {
        events.push({ event: field('event') ?? '', data: JSON.parse(data), id: field('id') })
      }
    }
  }
  await reader.cancel()
  return events
}
