import type { ZodType } from 'zod'
import { backoffMs, createBreaker, persevere } from '../retrieval/model-server/persevere.js'
import { mayPass, retryAfterMs, statusOf } from '../retrieval/model-server/server-fault.js'
import { type Deadline, startDeadline } from './model/deadline.js'
import { createFairTurns } from './model/fair-turns.js'
import type { FillRequest } from './model/fill-request.js'
import { askModel, badOutput, connectModel, type ModelAddress, type Usage } from './model/model-client.js'
import { ModelFailedError, type ModelFailure, toModelFailedError } from './model/model-failed-error.js'
import { readJsonText } from './model/read-json-text.js'

export interface ChatModel {
  readonly name: string
  /** @throws {ModelFailedError} and nothing else, within the time-out */
  fill<T>(request: FillRequest<T>): Promise<T>
}

export interface ModelCall {
  /** `schemaName` of the request. */
  purpose: string
  outcome: 'filled' | ModelFailure
  /** Waiting and further tries included. */
  tookMs: number
  usage: Usage | null
}

export interface ChatModelOptions extends Omit<ModelAddress, 'connectMs'> {
  /** For a whole `fill`: waiting for a turn and further tries included. */
  timeoutMs: number
  /** Until the connection stands. Default: 2,000. */
  connectMs?: number
  /** Until the first token; without `onText` until the whole answer. Default: 8,000. */
  firstTokenMs?: number
  /** Longest silence after the first token. Default: 5,000. */
  idleMs?: number
  /** Requests at the server at once. Default: 8. */
  concurrency?: number
  /** How long one waits for a turn. Default: 3,000. */
  queueMs?: number
  /** Before the second try, about; doubled before the third. Default: 250. */
  retryMs?: number
  /** After five faults in a row the server is left alone for so long. Default: 15,000. */
  pauseMs?: number
  /** 0 to 1, spreads further tries. */
  random?(): number
  /** Told of every `fill` at its end. */
  onCall?(call: ModelCall): void
}

const DEFAULTS = {
  connectMs: 2000,
  firstTokenMs: 8000,
  idleMs: 5000,
  concurrency: 8,
  queueMs: 3000,
  retryMs: 250,
  pauseMs: 15_000,
  random: Math.random,
}

/** Waiting for a turn beyond that, a request could not be met in time anyway. */
const MOST_WAITING = 200
const FAULTS_UNTIL_PAUSE = 5
const MORE_TRIES = 2
/** From the first fault to the last try: the citizen gets an answer without the model within two seconds. */
const RETRY_WITHIN_MS = 1500

export interface OpenedChatModel extends ChatModel {
  /** Loads LangChain now instead of with the first `fill`. @throws {ModelFailedError} `refused`: no such provider here */
  load(): Promise<void>
}

/** Nothing of LangChain is loaded before the first `fill` or `load`. */
export function openChatModel(given: ChatModelOptions): OpenedChatModel {
  const options = { ...DEFAULTS, ...given }
  const { queueMs, pauseMs } = options
  const takeTurn = createFairTurns({
    atOnce: options.concurrency,
    waitMs: queueMs,
    waiting: MOST_WAITING,
    refusal: (why) => new ModelFailedError('busy', `Too many ask the model at once: ${why}`, true),
  })
  const unlessPaused = createBreaker({
    faults: FAULTS_UNTIL_PAUSE,
    pauseMs,
    isFault: (error) => error instanceof ModelFailedError && error.retryable,
    refusal: () =>
      new ModelFailedError(
        'paused',
        `Model server failed again and again: left alone for ${pauseMs} ms`,
        true,
      ),
  })
  const failedTurns = new WeakSet<AbortSignal>()
  let withUsage = true
  let client: ReturnType<typeof connectModel> | undefined

  async function ask<T>(request: FillRequest<T>, deadline: Deadline) {
    client ??= connectModel(options, withUsage)
    const chat = await deadline.until(client)
    try {
      return await askModel(chat, options.structuredOutput, request, options, deadline)
    } catch (error) {
      if (!withUsage || !refusesUsage(error)) throw error
      withUsage = false
      client = undefined
      return ask(request, deadline)
    }
  }

  async function askUntilAnswered<T>(given: FillRequest<T>, deadline: Deadline) {
    let told = false
    let firstFaultMs: number | undefined
    const onText =
      given.onText &&
      ((text: string) => {
        told = true
        given.onText?.(text)
      })
    const waitMs = (error: unknown, attempt: number) => {
      deadline.expectNothing()
      firstFaultMs ??= performance.now()
      if (told || !(mayPass(error) || isBrokenConnection(error))) return null
      const jitter = backoffMs(attempt, options.retryMs, options.random)
      const asked = retryAfterMs(error, Date.now())
      // Who was told to come back then comes back a little later, and not all at once.
      const wait = asked === null ? jitter : asked + jitter / 4
      const left = Math.min(deadline.remainingMs(), firstFaultMs + RETRY_WITHIN_MS - performance.now())
      return wait < left ? wait : null
    }
    try {
      const request = { ...given, onText }
      const answer = persevere(() => ask(request, deadline), { most: MORE_TRIES, waitMs }, deadline.signal)
      return await deadline.until(answer)
    } catch (error) {
      throw deadline.signal.aborted ? deadline.signal.reason : toModelFailedError(error, options.apiKey)
    }
  }

  return {
    name: options.model,
    async load() {
      client ??= connectModel(options, withUsage)
      await client
    },
    async fill(request) {
      const startedMs = performance.now()
      const deadline = startDeadline(
        Math.min(options.timeoutMs, request.timeoutMs ?? options.timeoutMs),
        request.signal,
      )
      let outcome: ModelCall['outcome'] = 'filled'
      let usage: Usage | null = null
      try {
        if (failedTurns.has(request.signal)) {
          throw new ModelFailedError('paused', 'Model server failed in this turn already', true)
        }
        const work = () => unlessPaused(() => askUntilAnswered(request, deadline))
        const written = await takeTurn(request.party ?? request.signal, work, deadline.signal)
        usage = written.usage
        return parse(written.text, request.schema)
      } catch (error) {
        const failed: ModelFailedError = deadline.signal.aborted
          ? deadline.signal.reason
          : toModelFailedError(error, options.apiKey)
        if (failed.retryable) failedTurns.add(request.signal)
        outcome = failed.reason
        throw failed
      } finally {
        deadline.stop()
        options.onCall?.({
          purpose: request.schemaName,
          outcome,
          tookMs: performance.now() - startedMs,
          usage,
        })
      }
    },
  }
}

/** Counting tokens in a stream is asked for with a field that older servers do not know. */
function refusesUsage(error: unknown): boolean {
  const status = statusOf(error)
  return (status === 400 || status === 422) && /stream_options|include_usage/.test(String(error))
}

/** Also a connection that was kept open, and that the server closed just now. */
function isBrokenConnection(error: unknown): boolean {
  return !(error instanceof ModelFailedError) && toModelFailedError(error, '').reason === 'unreachable'
}

function parse<T>(text: string, schema: ZodType<T>): T {
  const parsed = schema.safeParse(readJson(text))
  if (parsed.success) return parsed.data
  const where = parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`)
  throw badOutput(`wrote something else than was asked for: ${where.slice(0, 3).join('; ')}`)
}

function readJson(text: string): unknown {
  try {
    return readJsonText(text)
  } catch {
    throw badOutput('wrote no valid JSON object')
  }
}
