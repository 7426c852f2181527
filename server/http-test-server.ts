import { randomBytes } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { emptyAnswer } from '../bot/answer.js'
import { createConversations } from '../bot/conversations.js'
import type { Proposals, Propose } from '../bot/propose.js'
import { type Bot, createRunTurn } from '../bot/run-turn.js'
import { createReadSwitches } from '../bot/switches.js'
import type { TurnInput, TurnResult } from '../bot/turn.js'
import { zhCN } from '../bot/words/zh-CN.js'
import type { Channel } from '../channels/channel.js'
import { createMessaging } from '../channels/messaging/messaging.js'
import type { StoreDeps } from '../channels/messaging/messaging-deps.js'
import { createOutgoing } from '../channels/messaging/outgoing.js'
import { zhCN as channelWords } from '../channels/messaging/words/zh-CN.js'
import { createPageLinks } from '../channels/page-links.js'
import { createLiveEvents } from '../channels/web/live-events.js'
import { createReadAnswer } from '../channels/web/read-answer.js'
import { createReadPassage } from '../channels/web/read-passage.js'
import { createReadStart } from '../channels/web/read-start.js'
import type { PassageView, WebLimits } from '../channels/web/web-deps.js'
import { createOffices } from '../knowledge/offices.js'
import { createDesk } from '../platform/desk/desk.js'
import { createDeskFeed } from '../platform/desk/feed/desk-feed.js'
import { createHotline } from '../platform/desk/suggestions/hotline.js'
import { createEnqueueEvent } from '../platform/exchange/enqueue-event.js'
import { createExchange } from '../platform/exchange/exchange.js'
import { testKeys } from '../platform/exchange/test-exchange.js'
import { createKnowledge } from '../platform/knowledge/knowledge.js'
import { createReview } from '../platform/review/review.js'
import type { ReviewDeps } from '../platform/review/review-deps.js'
import { createAuditLog } from '../platform/staff/audit/audit-log.js'
import type { SingleSignOn } from '../platform/staff/single-sign-on/single-sign-on.js'
import { createStaff } from '../platform/staff/staff.js'
import type { StaffSettings } from '../platform/staff/staff-deps.js'
import { createEventStreams } from '../platform/streams/event-streams.js'
import { createSwitches } from '../platform/switches/switches.js'
import { createTickets } from '../platform/tickets/tickets.js'
import { createPassages } from '../retrieval/passages.js'
import { createDataKey } from '../storage/data-key.js'
import type { Db } from '../storage/database.js'
import type { TestDatabase } from '../storage/test-database.js'
import { createTrialWrite } from '../storage/trial-write.js'
import { createHttpServer } from './http.js'
import { createMetrics } from './http-metrics.js'
import { type AnsweringDeps, createAnswering } from './knowledge-parts.js'
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

const CONTACTS = { keeper: '示例省司法厅', keepDays: 1095 }

/** The whole server on a loopback port, with a bot that plays a script. */
export async function startTestServer(options: TestServerOptions) {
  const { database, passages, now = () => new Date() } = options
  const { db, transact } = database
  const limits: WebLimits = {
    messagesPerMinute: 100_000,
    conversationsPerMinute: 100_000,
    suggestedTextLength: 300,
    maxTextLength: 2000,
    ...options.limits,
  }
  const errors: unknown[] = []
  const mask = (text: string) => text.replace(/\d{11}/g, '[电话1]')
  const store: StoreDeps = { db, transact, dataKey: testDataKey, now, randomBytes }
  const linkedUrl = options.withoutLinks ? undefined : 'https://12348.example'
  const pageLinks = createPageLinks({
    dataKey: testDataKey,
    personalDataIn: (text) => text.match(/\d{11}/g) ?? [],
    publicUrl: linkedUrl,
  })
  const outgoing = createOutgoing({
    ...store,
    headings: zhCN,
    words: channelWords,
    ...pageLinks,
  })
  const conversations = createConversations({
    outgoing,
    db,
    transact,
    dataKey: testDataKey,
    mask,
    now,
    randomBytes,
  })
  const { exchangeUrl } = options
  const tickets = createTickets({
    db,
    transact,
    dataKey: testDataKey,
    conversations,
    now,
    onEvent: exchangeUrl === undefined ? [] : [createEnqueueEvent({ dataKey: testDataKey, mask })],
  })
  const audit = createAuditLog({ db, dataKey: testDataKey, now })
  const exchange =
    exchangeUrl === undefined
      ? undefined
      : createExchange(
          {
            ...database,
            dataKey: testDataKey,
            audit,
            mask,
            settings: { url: exchangeUrl, keys: testKeys, timeoutMs: 300 },
            now,
            random: () => 1,
          },
          tickets,
        )
  const staff = createStaff({
    db,
    transact,
    dataKey: testDataKey,
    audit,
    settings: { secondFactor: 'optional', idleMinutes: 60, sessionHours: 12, ...options.staffSettings },
    now,
    randomBytes,
  })
  const readSwitches = createReadSwitches(db)
  const switches = createSwitches({ db, transact, audit, now })
  const desk = createDesk({
    db,
    transact,
    switches,
    dataKey: testDataKey,
    conversations,
    tickets,
    audit,
    exchange,
    forgetOffices: staff.forgetOffices,
    passages: createPassages(db),
    mask,
    words: zhCN,
    liveMinutes: 10,
    now,
    randomBytes,
  })
  const feed = createDeskFeed({
    db,
    dataKey: testDataKey,
    now,
    visibleOffices: staff.visibleOffices,
    sessions: staff.sessions,
    pollMs: 50,
    sessionCheckMs: 100,
    onError: (error) => errors.push(error),
  })
  const streams = createEventStreams()
  const metrics = createMetrics({
    eventStreams: streams.count,
    runningTurns: () => runTurn.runningCount(),
  })
  const runTurn = createRunTurn({
    conversations,
    bot: { respond: options.respond ?? (async (input) => scriptedResult(input)) },
    openTicket: tickets.openTicket,
    findOpenedTicket: tickets.findOpenedTicket,
    readSwitches,
    words: zhCN,
    now,
    onTurnEnd: metrics.turnEnded,
    onError: (error) => errors.push(error),
  })
  const hotline = createHotline({
    db,
    transact,
    dataKey: testDataKey,
    conversations,
    tickets,
    audit: staff.audit,
    propose: options.propose ?? (async () => NOTHING_PROPOSED),
    contacts: CONTACTS,
    now,
    onError: (error) => errors.push(error),
  })
  const channels = options.channels?.(store) ?? []
  const messaging = createMessaging({
    ...store,
    channels,
    conversations,
    tickets,
    runTurn,
    headings: zhCN,
    words: channelWords,
    random: Math.random,
    onError: (error) => errors.push(error),
  })
  const sending =
    channels.length > 0
      ? repeat(20, messaging.sendDue, (error) => errors.push(error))
      : { stop: async () => {} }
  const review = createReview({
    db,
    transact,
    tickets,
    passages: createPassages(db),
    search: options.search ?? NOTHING_FOUND,
    audit: staff.audit,
    now,
    randomBytes,
  })
  const knowledge = createKnowledge({
    db,
    transact,
    search: options.search ?? NOTHING_FOUND,
    answering: createAnswering(async () => options.botDeps ?? botOfNothing(db, now)),
    conversations,
    audit: staff.audit,
    authorMayPublish: options.authorMayPublish ?? false,
    now,
    randomBytes,
    onError: (error) => errors.push(error),
  })
  const server = await createHttpServer({
    messaging,
    web: {
      conversations,
      runTurn,
      tickets,
      readPassage:
        passages === undefined
          ? createReadPassage({ passages: createPassages(db), pageLinks, now })
          : async (id) => passages[id] ?? null,
      readAnswer: createReadAnswer({ conversations, pageLinks, now }),
      readStart: createReadStart({ db, readSwitches, limits, now }),
      liveEvents: createLiveEvents({ conversations, pollMs: 50, onError: (error) => errors.push(error) }),
      streams,
      limits,
      contacts: CONTACTS,
      readiness: options.readiness ?? (() => ({ ready: true })),
    },
    staff: { db, staff, singleSignOn: options.singleSignOn, publicUrl: options.publicUrl },
    hotline,
    review,
    knowledge,
    desk: { db, channels: channels.map(({ name }) => name), desk, tickets, feed, streams },
    metrics,
    tryWrite: createTrialWrite(database),
    pageDir: options.pageDir,
    deskDir: options.deskDir,
    trustedProxies: options.trustedProxies ?? 0,
    logLevel: 'silent',
    version: '0.0.0',
    validateResponses: true,
  })
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
    transact,
    hotline,
    messaging,
    async close() {
      await sending.stop()
      await messaging.stop()
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
