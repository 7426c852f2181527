import { z } from 'zod'
import { createLimitedFetch } from '../../retrieval/model-server/fetch-limited.js'
import type { Deadline } from './deadline.js'
import type { FillRequest } from './fill-request.js'
import { ModelFailedError } from './model-failed-error.js'

export interface ModelAddress {
  /**
   * As LangChain's `initChatModel` takes it: `provider:model`. Without a provider that it knows: any OpenAI-compatible
   * server, whatever colons are in the name (`qwen3:8b`).
   */
  model: string
  /** `/v1` included. May be absent where a provider is named, which then knows its own. */
  baseUrl?: string
  /** `none`: it needs none, or the provider finds its own. */
  apiKey: string
  /** More for `initChatModel`; what is here goes before what is set otherwise, and null leaves a field out. */
  parameters?: Readonly<Record<string, unknown>>
  /** How the server is made to keep to the schema; what it offers differs from server to server. */
  structuredOutput: 'functionCalling' | 'jsonSchema' | 'jsonMode'
  /** Until the connection stands. OpenAI-compatible servers only: other providers connect on their own. */
  connectMs: number
}

export interface Usage {
  inputTokens: number
  outputTokens: number
}

export interface Written {
  /** Arguments of the forced call, or else the text. */
  text: string
  /** As the server counts; null where it does not say. */
  usage: Usage | null
}

const NO_KEY = 'none'
/** Far beyond any answer, thoughts included: a model that repeats itself without end is cut here. */
const MAX_OUTPUT_LENGTH = 30_000

export type ModelClient = Awaited<ReturnType<typeof connectModel>>

/**
 * Loads LangChain and the provider's package.
 * @param streamUsage asks for counts of tokens at the end of a stream, which some servers refuse
 * @throws {ModelFailedError} `refused`: no such provider, or its package is not installed
 */
export async function connectModel(address: ModelAddress, streamUsage: boolean) {
  const { initChatModel, MODEL_PROVIDER_CONFIG } = await import('langchain/chat_models/universal')
  const { model, baseUrl, apiKey, parameters = {} } = address
  const named = model.includes(':') && Object.hasOwn(MODEL_PROVIDER_CONFIG, model.split(':', 1)[0]!)
  if (!baseUrl && (!named || model.startsWith('openai:'))) {
    const known = Object.keys(MODEL_PROVIDER_CONFIG).join(', ')
    const remedy = `set MODEL_BASE_URL, or name one of ${known}, as in ollama:qwen3`
    throw new ModelFailedError('refused', `Model ${model} needs a server: ${remedy}`, false)
  }
  const fields = {
    ...(named ? {} : { modelProvider: 'openai' }),
    // Providers look for a key in variables of their own; a server without keys wants some word.
    ...(named && apiKey === NO_KEY ? {} : { apiKey }),
    ...(baseUrl ? { baseUrl } : {}),
    temperature: 0,
    // Retried in one place, under one deadline.
    maxRetries: 0,
    streamUsage,
    configuration: {
      ...(baseUrl ? { baseURL: baseUrl } : {}),
      fetch: createLimitedFetch({ connectMs: address.connectMs }),
      // Else taken from OPENAI_ORG_ID and OPENAI_PROJECT_ID, and sent to somebody else's server.
      organization: null,
      project: null,
      // It would print what the model wrote.
      logLevel: 'off',
    },
    ...parameters,
  }
  const given = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== null))
  try {
    return await initChatModel(model, given)
  } catch (error) {
    const said = error instanceof Error ? error.message : String(error)
    throw new ModelFailedError('refused', `Model ${model} cannot be opened: ${said}`, false)
  }
}

export interface Patience {
  /** Until the first token of a stream; without a stream until the whole answer. */
  firstTokenMs: number
  /** Longest silence after it. */
  idleMs: number
}

/** @throws what the client throws, or the reason of the deadline */
export function askModel<T>(
  chat: ModelClient,
  mode: ModelAddress['structuredOutput'],
  request: FillRequest<T>,
  patience: Patience,
  deadline: Deadline,
): Promise<Written> {
  const { firstTokenMs } = patience
  deadline.expectWithin(firstTokenMs, `Model wrote nothing within ${firstTokenMs} ms`)
  return request.onText
    ? askStreaming(chat, mode, request, patience, deadline)
    : askWhole(chat, mode, request, deadline)
}

async function askStreaming<T>(
  chat: ModelClient,
  mode: ModelAddress['structuredOutput'],
  request: FillRequest<T>,
  { idleMs }: Patience,
  deadline: Deadline,
): Promise<Written> {
  const { messages, callOptions } = wording(mode, request, deadline)
  const stream = await deadline.until(chat.stream(messages, callOptions))
  const iterator = stream[Symbol.asyncIterator]()
  let called = ''
  let written = ''
  let finish: unknown
  let usage: Usage | null = null
  for (;;) {
    const { done, value } = await deadline.until(iterator.next())
    if (done) break
    const before = called.length + written.length
    for (const chunk of value.tool_call_chunks ?? []) if ((chunk.index ?? 0) === 0) called += chunk.args ?? ''
    written += value.text
    finish = finishOf(value.response_metadata) ?? finish
    usage = usageOf(value.usage_metadata) ?? usage
    const length = called.length + written.length
    if (length > MAX_OUTPUT_LENGTH) throw badOutput(`wrote more than ${MAX_OUTPUT_LENGTH} characters`)
    if (length > before) request.onText?.(called || written)
    // An empty piece, as servers send at the start or to keep the connection, is no sign of an answer.
    if (length > before || value.additional_kwargs.reasoning_content) {
      deadline.expectWithin(idleMs, `Model fell silent for ${idleMs} ms in the middle of its answer`)
    }
  }
  if (finish === undefined && called + written !== '') {
    throw new ModelFailedError('unreachable', 'Model server closed the stream before its end', true)
  }
  return { text: finished(called || written, finish), usage }
}

async function askWhole<T>(
  chat: ModelClient,
  mode: ModelAddress['structuredOutput'],
  request: FillRequest<T>,
  deadline: Deadline,
): Promise<Written> {
  const { messages, callOptions } = wording(mode, request, deadline)
  const message = await deadline.until(chat.invoke(messages, callOptions))
  const called = message.tool_calls?.[0]?.args ?? message.invalid_tool_calls?.[0]?.args
  const text =
    called === undefined ? message.text : typeof called === 'string' ? called : JSON.stringify(called)
  return { text: finished(text, finishOf(message.response_metadata)), usage: usageOf(message.usage_metadata) }
}

function wording<T>(mode: ModelAddress['structuredOutput'], request: FillRequest<T>, deadline: Deadline) {
  const { schemaName: name } = request
  const { $schema: _, ...schema } = z.toJSONSchema(request.schema)
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

/** Providers name it differently. */
function finishOf(metadata: Record<string, unknown>): unknown {
  return metadata.finish_reason ?? metadata.done_reason ?? metadata.stop_reason ?? undefined
}

/** Only what the server counted: nothing is estimated. */
function usageOf(metadata: { input_tokens?: number; output_tokens?: number } | undefined): Usage | null {
  const { input_tokens: inputTokens, output_tokens: outputTokens } = metadata ?? {}
  return inputTokens === undefined || outputTokens === undefined ? null : { inputTokens, outputTokens }
}

function finished(text: string, finishReason: unknown): string {
  if (finishReason === 'content_filter' || finishReason === 'refusal') {
    throw new ModelFailedError('refused', `Model server withheld the answer (${finishReason})`, false)
  }
  if (finishReason === 'length') throw badOutput('reached the longest output that the server allows')
  if (text.trim() === '') throw badOutput('wrote nothing')
  return text
}

export function badOutput(what: string): ModelFailedError {
  return new ModelFailedError('bad_output', `Model ${what}`, false)
}
