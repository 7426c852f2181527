import { randomBytes } from 'node:crypto'
import type { Messaging } from '../channels/messaging/messaging.js'
import { removeExpiredValues } from '../channels/shared-values.js'
import { createTextWaiting } from '../channels/sms/text-waiting.js'
import type { Exchange } from '../platform/exchange/exchange.js'
import type { Knowledge } from '../platform/knowledge/knowledge.js'
import { removeAbandonedFolders } from '../platform/knowledge/uploads/upload-folders.js'
import { createWatchFolder } from '../platform/knowledge/uploads/watch-folder.js'
import type { Output } from './cli/output.js'
import type { Config } from './config.js'
import type { Records } from './create-records.js'
import { repeat } from './repeat.js'

type OnError = (error: unknown) => void
type Job = ReturnType<typeof repeat>

interface Deps {
  config: Config
  records: Records
  knowledge: Knowledge
  messaging: Messaging | undefined
  /** No other server works with the same database. */
  isAlone: boolean
  output: Output
  now(): Date
  onError: OnError
  onSubjectError(error: unknown, subject: string): void
}

/** Also where the platform did not say that something waits. */
const PULL_MS = 60_000
/** Text messages come after hours anyway. */
const TEXT_WAITING_MS = 600_000
const DEADLINES_MS = 30_000
const EXPIRED_VALUES_MS = 3_600_000
/** Days count here, not minutes. */
const CLOSING_MS = 600_000
/** How late the bot gets a conversation back that staff left alone. */
const LIVE_MS = 5000
/** Days count; at night or by day makes no difference to what goes in small parts. */
const RETENTION_MS = 3_600_000
/** How late what staff set an hour for is published. */
const PUBLISH_DUE_MS = 2000
/** How old what knowledge staff see of unanswered questions is about, where there are many. */
const PREPARE_MS = 300_000
/** A server that has just started answers the first citizens; who looks at gaps before that waits for them. */
const PREPARE_FIRST_MS = 20_000
/** How soon a file in the watched folder is seen. */
const WATCH_MS = 5000
/** Only the first look after the end of a week finds something to draw. */
const SAMPLES_MS = 3_600_000

/** What a server does by itself beside answering, each again and again until it is stopped. */
export function startJobs({
  config,
  records,
  knowledge,
  messaging,
  isAlone,
  output,
  now,
  onError,
  onSubjectError,
}: Deps): Job[] {
  const { db, tickets, desk, privacy } = records
  const { abandonedMs } = config
  const jobs = [
    repeat(DEADLINES_MS, (isStopping) => tickets.runDeadlines(onError, isStopping), onError),
    repeat(CLOSING_MS, (isStopping) => tickets.closeAnswered(onError, isStopping), onError),
    repeat(LIVE_MS, () => desk.live.endIdle(onError), onError),
    repeat(SAMPLES_MS, desk.samples.drawLastWeek, onError),
    repeat(PUBLISH_DUE_MS, knowledge.drafts.publishDue, onError),
    repeat(PUBLISH_DUE_MS, knowledge.dependents.watch, onError),
    repeat(PUBLISH_DUE_MS, knowledge.corrections.send, onError),
    repeat(PREPARE_MS, knowledge.prepare, onError, PREPARE_FIRST_MS),
    repeat(RETENTION_MS, privacy.retention.apply, onError),
    repeat(RETENTION_MS, () => removeAbandonedFolders(now()), onError),
  ]
  if (config.watchFolder !== undefined) {
    const { uploads } = knowledge
    const look = createWatchFolder({ db, uploads, folder: config.watchFolder, now, say: output.say })
    jobs.push(repeat(WATCH_MS, look, onError))
  }
  if (messaging) {
    const { pullAll, recover: takeUp } = messaging
    let olderThanMs = isAlone ? 0 : abandonedMs
    const work = async () => {
      await takeUp(olderThanMs)
      olderThanMs = abandonedMs
    }
    jobs.push(
      repeat(abandonedMs, work, onError),
      repeat(PULL_MS, pullAll, onError),
      repeat(EXPIRED_VALUES_MS, () => removeExpiredValues({ db, now }), onError),
    )
    if (config.sms) {
      const textWaiting = createTextWaiting({
        ...records,
        settings: config.sms,
        now,
        randomBytes,
        onError: onSubjectError,
        log: output.say,
      })
      jobs.push(repeat(TEXT_WAITING_MS, textWaiting, onError))
    }
  }
  return jobs
}

/** How soon a new message to the work platform is found. */
const DELIVER_MS = 500
const RECONCILE_CHECK_MS = 60_000

/** Delivers to the work platform, and compares both sides when it is time. */
export function startExchange(exchange: Exchange, output: Output, onError: OnError): Job[] {
  return [
    repeat(DELIVER_MS, exchange.deliverWaiting, onError),
    repeat(
      RECONCILE_CHECK_MS,
      async () => {
        const made = await exchange.reconcileIfDue()
        if (!made) return
        output.say(
          made.error === null
            ? `Reconciled with the work platform: ${made.compared} tickets, ${made.differences.length} differences`
            : `Could not reconcile with the work platform: ${made.error}`,
        )
      },
      onError,
    ),
  ]
}
