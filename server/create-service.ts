import { randomBytes } from 'node:crypto'
import { createLegalAid } from '../bot/legal-aid/legal-aid.js'
import type { Propose } from '../bot/propose.js'
import { type Bot, createRunTurn } from '../bot/run-turn.js'
import type { Channel } from '../channels/channel.js'
import { createMessaging } from '../channels/messaging/messaging.js'
import { createLiveEvents } from '../channels/web/live-events.js'
import { createReadAnswer } from '../channels/web/read-answer.js'
import { createReadPassage } from '../channels/web/read-passage.js'
import { createReadStart } from '../channels/web/read-start.js'
import type { WebDeps } from '../channels/web/web-deps.js'
import { createDeskFeed } from '../platform/desk/feed/desk-feed.js'
import { createHotline } from '../platform/desk/suggestions/hotline.js'
import { createKnowledge } from '../platform/knowledge/knowledge.js'
import { createReview } from '../platform/review/review.js'
import type { SingleSignOn } from '../platform/staff/single-sign-on/single-sign-on.js'
import { createEventStreams } from '../platform/streams/event-streams.js'
import type { Retriever } from '../retrieval/retriever.js'
import { createTrialWrite } from '../storage/trial-write.js'
import type { Config } from './config.js'
import type { Records } from './create-records.js'
import { createHttpServer, type HttpOptions } from './http.js'
import { createMetrics } from './http-metrics.js'
import { type AnsweringDeps, createAnswering } from './knowledge-parts.js'

export interface ServiceParts
  extends Pick<HttpOptions, 'pageDir' | 'deskDir' | 'version' | 'validateResponses'> {
  respond: Bot['respond']
  propose: Propose
  search: Pick<Retriever, 'search' | 'lookup'>
  /** What the chat answers with, once it can. */
  answering(): Promise<AnsweringDeps>
  channels: readonly Channel[]
  singleSignOn?: SingleSignOn
  /** In place of the web channel's own. */
  web: Pick<WebDeps, 'readiness'> & Partial<WebDeps>
  /** How often open streams and desks look for what is new; default: as the parts say. */
  pollMs?: number
  sessionCheckMs?: number
  now(): Date
  onError(error: unknown): void
  /** @param subject ids of ours, no text of anybody */
  onSubjectError(error: unknown, subject: string): void
}

/** The settings of the service. */
export type ServiceSettings = Pick<
  Config,
  'limits' | 'keeper' | 'keepDays' | 'authorMayPublish' | 'publicUrl' | 'trustedProxies' | 'logLevel'
>

/** All that serves citizens and staff over HTTP and platforms, ready to listen. */
export async function createService(records: Records, config: ServiceSettings, parts: ServiceParts) {
  const { db, dataKey, conversations, tickets, exchange, staff, desk, passages, readSwitches } = records
  const { words, pageLinks } = records
  const { channels, pollMs, sessionCheckMs, now, onError } = parts
  const streams = createEventStreams()
  const metrics = createMetrics({ eventStreams: streams.count, runningTurns: () => runTurn.runningCount() })
  const runTurn = createRunTurn({
    conversations,
    bot: { respond: parts.respond },
    openTicket: tickets.openTicket,
    findOpenedTicket: tickets.findOpenedTicket,
    readSwitches,
    words,
    now,
    onTurnEnd: metrics.turnEnded,
    onError,
  })
  const contacts = { keeper: config.keeper, keepDays: config.keepDays.tickets }
  const hotline = createHotline({
    ...records,
    audit: staff.audit,
    propose: parts.propose,
    contacts,
    now,
    onError,
  })
  const messaging =
    channels.length === 0
      ? undefined
      : createMessaging({
          ...records,
          channels,
          runTurn,
          headings: words,
          words: records.channelWords,
          now,
          random: Math.random,
          randomBytes,
          onError: parts.onSubjectError,
        })
  const keeping = { ...records, audit: staff.audit, search: parts.search, now, randomBytes }
  const review = createReview(keeping)
  const knowledge = createKnowledge({
    ...keeping,
    answering: createAnswering(parts.answering),
    authorMayPublish: config.authorMayPublish,
    onError,
  })
  const server = await createHttpServer({
    messaging,
    web: {
      conversations,
      runTurn,
      tickets,
      readPassage: createReadPassage({ passages, pageLinks, now }),
      readAnswer: createReadAnswer({ conversations, pageLinks, now }),
      readStart: createReadStart({ db, readSwitches, limits: config.limits, now }),
      legalAid: createLegalAid(parts.answering),
      liveEvents: createLiveEvents({ conversations, pollMs, onError }),
      streams,
      limits: config.limits,
      contacts,
      ...parts.web,
    },
    staff: { db, staff, singleSignOn: parts.singleSignOn, publicUrl: config.publicUrl },
    hotline,
    review,
    knowledge,
    desk: {
      db,
      channels: channels.map(({ name }) => name),
      desk,
      tickets,
      feed: createDeskFeed({
        db,
        dataKey,
        now,
        visibleOffices: staff.visibleOffices,
        sessions: staff.sessions,
        pollMs,
        sessionCheckMs,
        onError,
      }),
      streams,
    },
    metrics,
    receiveCallback: exchange?.receiveCallback,
    tryWrite: createTrialWrite(records),
    pageDir: parts.pageDir,
    deskDir: parts.deskDir,
    trustedProxies: config.trustedProxies,
    logLevel: config.logLevel,
    version: parts.version,
    validateResponses: parts.validateResponses,
  })
  return { server, runTurn, messaging, hotline, review, knowledge, streams, metrics }
}
