import { setTimeout as sleep } from 'node:timers/promises'
import { type ZodType, z } from 'zod'
import { type Deadline, startDeadline } from './model/deadline.js'
import { fetchLimited } from './model/fetch-limited.js'
import {
  isQuotaExhausted,
  ModelFailedError,
  retryAfterMs,
  statusOf,
  toModelFailedError,
} from './model/model-failed-error.js'
import { readJsonText } from './model/read-json-text.js'

export interface FillRequest<T> {
  system: string
  user: string
  /** What is wanted; the model sees it as JSON Schema. */
  schema: ZodType<T>
  /** Letters, digits, `_` and `-`. */
  schemaName: string
  signal: AbortSignal
  /** Streams; gets the JSON written so far, each time longer than before. */
  onText?(partial: string): void
}

export interface ChatModel {
  readonly name: string
  /** @throws {ModelFailedError} and nothing else, within the time-out */
  fill<T>(request: FillRequest<T>): Promise<T>
}

export interface ChatModelOptions {
  /** OpenAI-compatible, `/v1` included. */
  baseUrl: string
  model: string
  apiKey: string
  /** How the server is made to keep to the schema; what it offers differs from server to server. */
  structuredOutput: 'functionCalling' | 'jsonSchema' | 'jsonMode'
  /** For a whole `fill`, retry included. */
  timeoutMs: number
  /** Longest silence once a stream has begun. Default: 10,000. */
  idleMs?: number
}

const DEFAULT_IDLE_MS = 10_000
const RETRY_DELAY_MS = 500
/** Far beyond any answer, thoughts included: a model that repeats itself without end is cut here. */
const MAX_OUTPUT_LENGTH = 30_000

/** Nothing of LangChain is loaded before the first `fill`. */
export function openChatModel(options: ChatModelOptions): ChatModel {
  let client: ReturnType<typeof connect> | undefined
  return {
    name: options.model,
    async fill(request) {
      const deadline = startDeadline(options.timeoutMs, request.signal)
      try {
        client ??= connect(options)
        const { chat } = await deadline.until(client)
        const ask = () =>
          request.onText
            ? askStreaming(chat, options, request, deadline)
            : askWhole(chat, options, request, deadline)
        return parse(await withOneRetry(ask, deadline), request.schema)
      } catch (error) {
        throw deadline.signal.aborted ? deadline.signal.reason : toModelFailedError(error, options.apiKey)
      } finally {
        deadline.stop()
      }
    },
  }
}

type Chat = Awaited<ReturnType<typeof connect>>['chat']

/** Wrapped, because a promise of the client itself would ask it whether it is a promise. */
async function connect(options: ChatModelOptions) {
  const { ChatOpenAICompletions } = await import('@langchain/openai')
  const chat = new ChatOpenAICompletions({
    model: options.model,
    apiKey: options.apiKey || 'none',
    temperature: 0,
    // Retried here, under one deadline.
    maxRetries: 0,
    timeout: options.timeoutMs,
    // Many servers refuse `stream_options`.
    streamUsage: false,
    configuration: {
      baseURL: options.baseUrl,
      fetch: fetchLimited,
      // Else taken from OPENAI_ORG_ID and OPENAI_PROJECT_ID, and sent to somebody else's server.
      organization: null,
      project: null,
      // It would print what the model wrote.
      logLevel: 'off',
    },
  })
  return { chat }
}

async function askStreaming<T>(
  chat: Chat,
  options: ChatModelOptions,
  request: FillRequest<T>,
  deadline: Deadline,
): Promise<string> {
  const idleMs = Math.min(options.idleMs ?? DEFAULT_IDLE_MS, options.timeoutMs)
  const { messages, callOptions } = wording(options, request, deadline)
  const stream = await deadline.until(chat.stream(messages, callOptions))
  const iterator = stream[Symbol.asyncIterator]()
  let called = ''
  let written = ''
  let finish: unknown
  for (;;) {
    deadline.expectMoreWithin(idleMs)
    const { done, value } = await deadline.until(iterator.next())
    if (done) break
    const before = called.length + written.length
    for (const chunk of value.tool_call_chunks ?? []) if ((chunk.index ?? 0) === 0) called += chunk.args ?? ''
    written += value.text
    finish = value.response_metadata.finish_reason ?? finish
    const length = called.length + written.length
    if (length > MAX_OUTPUT_LENGTH) throw badOutput(`wrote more than ${MAX_OUTPUT_LENGTH} characters`)
    if (length > before) request.onText?.(called || written)
  }
  if (finish === undefined && called + written !== '') {
    throw new ModelFailedError('unreachable', 'Model server closed the stream before its end', true)
  }
  return finished(called || written, finish)
}

async function askWhole<T>(
  chat: Chat,
  options: ChatModelOptions,
  request: FillRequest<T>,
  deadline: Deadline,
): Promise<string> {
  const { messages, callOptions } = wording(options, request, deadline)
  const message = await deadline.until(chat.invoke(messages, callOptions))
  const called = message.tool_calls?.[0]?.args ?? message.invalid_tool_calls?.[0]?.args
  const text =
    called === undefined ? message.text : typeof called === 'string' ? called : JSON.stringify(called)
  return finished(text, message.response_metadata.finish_reason)
}

function wording<T>(options: ChatModelOptions, request: FillRequest<T>, deadline: Deadline) {
  const { schemaName: name } = request
  const { $schema: _, ...schema } = z.toJSONSchema(request.schema)
  const mode = options.structuredOutput
  const system =
    mode === 'jsonMode'
      ? `${request.system}\n\n只输出一个 JSON 对象，不要输出别的文字。它必须符合这个 JSON Schema：\n${JSON.stringify(schema)}`
      : request.system
  const messages: ['system' | 'human', string][] = [
    ['system', system],
    ['human', request.user],
  ]
  const format = {
    functionCalling: {
      tools: [{ type: 'function' as const, function: { name, parameters: schema } }],
      tool_choice: name,
    },
    jsonSchema: {
      response_format: { type: 'json_schema' as const, json_schema: { name, schema, strict: true } },
    },
    jsonMode: { response_format: { type: 'json_object' as const } },
  }[mode]
  return { messages, callOptions: { ...format, signal: deadline.signal } }
}

function finished(text: string, finishReason: unknown): string {
  if (finishReason === 'content_filter') {
    throw new ModelFailedError('refused', 'Model server withheld the answer (content_filter)', false)
  }
  if (finishReason === 'length') throw badOutput('reached the longest output that the server allows')
  if (text.trim() === '') throw badOutput('wrote nothing')
  return text
}

/** A server that is busy or stumbles gets one more chance, if the time that is left allows the wait. */
async function withOneRetry<T>(ask: () => Promise<T>, deadline: Deadline): Promise<T> {
  try {
    return await ask()
  } catch (error) {
    const status = statusOf(error)
    const mayPass = status !== null && (status >= 500 || (status === 429 && !isQuotaExhausted(error)))
    const waitMs = retryAfterMs(error, Date.now()) ?? RETRY_DELAY_MS
    if (!mayPass || waitMs >= deadline.remainingMs()) throw error
    await sleep(waitMs, undefined, { signal: deadline.signal })
    return ask()
  }
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

function badOutput(what: string): ModelFailedError {
  return new ModelFailedError('bad_output', `Model ${what}`, false)
}
