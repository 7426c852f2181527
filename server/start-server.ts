import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { maskPersonalData } from '../bot/mask-personal-data.js'
import { screenText } from '../bot/steps/screen-message.js'
import { openChannels } from '../channels/open-channels.js'
import type { Readiness } from '../channels/web/web-deps.js'
import { setUpUrl } from '../platform/staff/accounts/set-up-links.js'
import type { SingleSignOnSettings } from '../platform/staff/single-sign-on/single-sign-on.js'
import { followAnswers } from '../retrieval/thread/follow-answers.js'
import { takeFile } from '../storage/locks.js'
import { buildPage, CITIZEN_PAGE, DESK_PAGE } from './build-page.js'
import type { Output } from './cli/output.js'
import { openAssistant, openRecords } from './compose.js'
import type { Config } from './config.js'
import type { Records } from './create-records.js'
import { createService } from './create-service.js'
import { repeat } from './repeat.js'
import { startExchange, startJobs } from './start-jobs.js'

const WARM_UP = '老板拖欠工资怎么办'

export interface RunningServer {
  url: string
  /** Ends streams, lets running turns finish, closes the database. */
  close(): Promise<void>
}

const FOLLOW_MS = 300
const REFIT_CHECK_MS = 5000
/** How soon a message to a citizen over a platform is found. */
const SEND_MS = 300
const STOP_GRACE_MS = 10_000

/**
 * Listens at once and says on /readyz when answers are possible; a question that comes earlier waits.
 * @returns when it is ready
 */
export async function startServer(
  config: Config,
  output: Output,
  listen: { host: string; port: number },
): Promise<RunningServer> {
  const page = await buildPage(CITIZEN_PAGE)
  if (page.built) output.say('Built the citizen page')
  const deskPage = await buildPage(DESK_PAGE)
  if (deskPage.built) output.say('Built the desk')
  const records = await openRecords(config, output)
  const { db, exchange, staff } = records
  let readiness: Readiness = { ready: false, reason: 'the search index is being loaded' }
  let learning: ReturnType<typeof followAnswers> | undefined

  /** SQLite has one server: whatever waits at a start was left behind by a process that is gone. */
  const isAlone = records.engine === 'sqlite'
  const place = isAlone ? takeFile(join(records.dataDir, 'serve-lock.db')) : undefined
  if (place === null) {
    await records.close()
    throw new Error(
      `Another \`wenfa serve\` works with ${records.dataDir}: stop it first, or name another folder with --data. Several servers for one knowledge base need PostgreSQL`,
    )
  }
  const now = () => new Date()
  const onError = (error: unknown) =>
    output.say(`Fault: ${error instanceof Error ? error.stack : String(error)}`)
  const onSubjectError = (error: unknown, subject: string) =>
    output.say(`Fault of ${subject}: ${messageOf(error)}`)
  // It loads while the rest is made.
  const assistant = openAssistant(records, config, output, {
    onModelCall: (call) => metrics.modelCalled(call),
  })
  // Awaited below; a fault before that must not count as unhandled.
  assistant.catch(() => {})
  async function release() {
    await assistant.then(
      (opened) => opened.close(),
      () => {},
    )
    await records.close()
    place?.release()
  }
  const service = await openService().catch(async (error: unknown) => {
    await release()
    throw error
  })
  const { server, runTurn, messaging, knowledge, metrics } = service

  async function openService() {
    return createService(records, config, {
      respond: async (...asked) => (await assistant).bot.respond(...asked),
      propose: async (...asked) => (await assistant).propose(...asked),
      search: {
        search: async (...asked) => (await assistant).retriever.search(...asked),
        lookup: async (...asked) => (await assistant).retriever.lookup(...asked),
      },
      answering: () => assistant,
      channels: openChannels(config.channels, { ...records, now, randomBytes }),
      singleSignOn: config.singleSignOn && (await openSingleSignOn(config.singleSignOn, records)),
      web: { readiness: () => readiness },
      pageDir: page.directory,
      deskDir: deskPage.directory,
      version: readVersion(),
      now,
      onError,
      onSubjectError,
    })
  }
  let recovering: Promise<void> = Promise.resolve()
  let recovery: NodeJS.Timeout | undefined
  /** Beside new questions, which must not wait for old ones. */
  function recover(olderThanMs: number) {
    recovering = recovering
      .then(() => runTurn.recover(olderThanMs))
      .then((answered) => {
        if (answered > 0) output.say(`Answered ${answered} messages that were left unanswered`)
      })
      .catch(onError)
  }
  let jobs: ReturnType<typeof repeat>[] = []
  let exchanging: ReturnType<typeof repeat>[] = []
  async function close() {
    clearInterval(recovery)
    await messaging?.stop()
    await Promise.all(jobs.map((each) => each.stop()))
    await Promise.all(exchanging.map((each) => each.stop()))
    await runTurn.stop(STOP_GRACE_MS)
    await recovering
    await server.close()
    await learning?.close()
    await release()
  }
  try {
    await server.listen(listen).catch((error: NodeJS.ErrnoException) => {
      throw listenFault(error, listen)
    })
    // What waits to be sent needs no search.
    exchanging = exchange ? startExchange(exchange, output, onError) : []
    if (messaging) {
      if (isAlone) await messaging.deliveries.releaseClaims()
      exchanging.push(repeat(SEND_MS, messaging.sendDue, onError))
    }
    // What this thread needs of it comes into memory while that of the searches loads its own.
    screenText(WARM_UP, config.limits.maxTextLength)
    maskPersonalData(WARM_UP)
    const { retriever, propose } = await assistant
    // Words and index come into memory now, not while the first caller waits.
    await propose(WARM_UP, {}, new AbortController().signal).catch(onError)
    retriever.follow(FOLLOW_MS)
    const { dataDir, databaseUrl, embedding, refitAfter } = config
    learning = followAnswers({
      db,
      dataDir,
      databaseUrl,
      embedding,
      refitAfter,
      intervalMs: REFIT_CHECK_MS,
      log: output.say,
    })
  } catch (error) {
    await close()
    throw error
  }
  const { abandonedMs } = config
  recover(isAlone ? 0 : abandonedMs)
  // Later on also a message whose reply could not be stored, as on a full disk.
  recovery = setInterval(recover, abandonedMs, abandonedMs)
  jobs = startJobs({ config, records, knowledge, messaging, isAlone, output, now, onError, onSubjectError })
  readiness = { ready: true }
  const { address, port, family } = server.server.address() as AddressInfo
  const url = `http://${family === 'IPv6' ? `[${address}]` : address}:${port}`
  const link = await staff.accounts.firstLink()
  if (link) {
    output.say(
      `Nobody administers this server yet. Within 24 hours, once: ${setUpUrl(config.publicUrl ?? url, link)}`,
    )
  }
  return { url, close }
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error)
}

/** The library is loaded only where single sign-on is used. */
async function openSingleSignOn(settings: SingleSignOnSettings, { dataKey }: Records) {
  const { createSingleSignOn } = await import('../platform/staff/single-sign-on/single-sign-on.js')
  return createSingleSignOn(settings, { dataKey, now: () => new Date() })
}

function listenFault(error: NodeJS.ErrnoException, { host, port }: { host: string; port: number }): Error {
  switch (error.code) {
    case 'EADDRINUSE':
      return new Error(`Port ${port} on ${host} is in use by another program: name another with --port`)
    case 'EACCES':
      return new Error(`Port ${port} on ${host} may not be opened by this user: name another with --port`)
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
      return new Error(`${host} is no address of this machine: name another with --host`)
    default:
      return error
  }
}

function readVersion(): string {
  const text = readFileSync(join(import.meta.dirname, '..', 'package.json'), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
