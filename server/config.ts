import { z } from 'zod'
import type { ChatModelOptions } from '../bot/chat-model.js'
import { MODEL_USES, type ModelUse } from '../bot/model/model-use.js'
import { dingtalkSettings, toDingtalkSettings } from '../channels/dingtalk/dingtalk-settings.js'
import { feishuSettings, toFeishuSettings } from '../channels/feishu/feishu-settings.js'
import type { ChannelSettings } from '../channels/open-channels.js'
import { type SmsSettings, smsSettings, toSmsSettings } from '../channels/sms/sms-settings.js'
import { webhookSettings } from '../channels/webhook/webhook-settings.js'
import { toWechatSettings, wechatSettings } from '../channels/wechat/wechat-settings.js'
import { toWecomAppSettings, wecomAppSettings } from '../channels/wecom-app/wecom-app-settings.js'
import { toWecomKfSettings, wecomKfSettings } from '../channels/wecom-kf/wecom-kf-settings.js'
import type { ExchangeSettings } from '../platform/exchange/exchange-deps.js'
import type { ExchangeKey } from '../platform/exchange/sign-request.js'
import type { RetentionDays } from '../platform/privacy/retention.js'
import type { SingleSignOnSettings } from '../platform/staff/single-sign-on/single-sign-on.js'
import type { StaffSettings } from '../platform/staff/staff-deps.js'
import { type TimeLimits, USUAL_LIMITS } from '../platform/tickets/time-limits.js'

const optionalUrl = z.url({ protocol: /^https?$/ }).optional()
const positive = (fallback: number) => z.coerce.number().int().positive().default(fallback)

const days = (fallback: number) => z.coerce.number().int().min(0).max(36_500).default(fallback)

const jsonObject = z.string().transform((text, context): Record<string, unknown> => {
  try {
    return z.record(z.string(), z.unknown()).parse(JSON.parse(text))
  } catch {
    // Never the text itself: it may hold a key.
    context.addIssue('takes a JSON object, such as {"temperature": 0.2}')
    return z.NEVER
  }
})

const isLoopback = (url: string) => ['127.0.0.1', '[::1]', 'localhost'].includes(new URL(url).hostname)

/** So much of a message is searched for danger before anything else: a longer one would be answered in part. */
const LONGEST_TEXT = 4000

/** Every setting, its environment variable and its default, as in both READMEs. Read once; parts get slices of it. */
export const settings = z.object({
  WENFA_DATA: z.string().min(1).default('./data'),
  /** 64 hex digits; the key of the encrypted columns. Default: `data-key` in the data folder. */
  WENFA_DATA_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hex digits')
    .optional(),
  /** The same, of the key that `wenfa key rotate` changes to where WENFA_DATA_KEY is given. */
  WENFA_NEXT_DATA_KEY: z
    .string()
    .regex(/^[0-9a-f]{64}$/i, 'must be 64 hex digits')
    .optional(),
  /** postgres://…; default: SQLite in the data folder. */
  DATABASE_URL: z.string().startsWith('postgres').optional(),
  /** Base URL of an OpenAI-compatible chat server, `/v1` included; may be absent where MODEL names a provider. */
  MODEL_BASE_URL: optionalUrl,
  /** Comma-separated, of `screen`, `rephrase`, `understand`, `compose` and `judge`; default: all. */
  MODEL_USES: z
    .string()
    .default(MODEL_USES.join(','))
    .transform((uses) => uses.split(',').map((use) => use.trim()))
    .pipe(z.array(z.enum(MODEL_USES))),
  /** Name, or `provider:name` as LangChain's `initChatModel` takes it; default: answers are composed extractively. */
  MODEL: z.string().optional(),
  MODEL_API_KEY: z.string().default('none'),
  MODEL_STRUCTURED_OUTPUT: z.enum(['functionCalling', 'jsonSchema', 'jsonMode']).default('functionCalling'),
  /** More fields for LangChain's `initChatModel`; null leaves one out. */
  MODEL_OPTIONS: jsonObject.optional(),
  /** For one request, waiting and further tries included. */
  MODEL_TIMEOUT_MS: positive(20_000),
  /** Until the connection stands. */
  MODEL_CONNECT_TIMEOUT_MS: positive(2000),
  /** Until the first token; of what is not streamed, until the whole answer. */
  MODEL_FIRST_TOKEN_TIMEOUT_MS: positive(8000),
  /** Longest silence after the first token. */
  MODEL_IDLE_TIMEOUT_MS: positive(5000),
  /** Requests at once; more wait, in turn by conversation. */
  MODEL_CONCURRENCY: positive(8),
  /** How long one waits at most. */
  MODEL_QUEUE_TIMEOUT_MS: positive(3000),
  /** Base URL of an OpenAI-compatible embeddings server; default: an embedder fitted to the knowledge base. */
  EMBEDDING_BASE_URL: optionalUrl,
  EMBEDDING_MODEL: z.string().optional(),
  EMBEDDING_API_KEY: z.string().default('none'),
  /** Language of the fixed sentences; law and guides stay as they are. */
  WENFA_LANGUAGE: z.enum(['zh-CN', 'en']).default('zh-CN'),
  WENFA_LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'silent']).default('info'),
  /** How many proxies in front may name the client's address; 0: none is believed. */
  WENFA_TRUSTED_PROXIES: z.coerce.number().int().min(0).default(0),
  /** The address that citizens and staff use, without a path: for links, cookies and single sign-on. */
  WENFA_PUBLIC_URL: optionalUrl,
  /** Who must have a second factor; `leaders`: supervisors and administrators. */
  WENFA_SECOND_FACTOR: z.enum(['optional', 'leaders', 'everybody']).default('optional'),
  /** A staff session ends after so long without a request. */
  WENFA_STAFF_IDLE_MINUTES: positive(60),
  /** A staff session ends after so long in any case. */
  WENFA_STAFF_SESSION_HOURS: positive(12),
  /** OpenID Connect provider of the province; default: staff sign in with passwords only. */
  WENFA_OIDC_ISSUER: optionalUrl.refine(
    (url) => url === undefined || url.startsWith('https:') || isLoopback(url),
    'must be https, except on this very machine',
  ),
  WENFA_OIDC_CLIENT_ID: z.string().optional(),
  WENFA_OIDC_CLIENT_SECRET: z.string().optional(),
  /** Which claim holds the login of the account. */
  WENFA_OIDC_CLAIM: z.string().default('preferred_username'),
  /** `yes`: whoever wrote a draft may also publish it; for offices of one. */
  WENFA_AUTHOR_MAY_PUBLISH: z.enum(['yes', 'no']).default('no'),
  /** Files that appear there become drafts in review. */
  WENFA_WATCH_FOLDER: z.string().min(1).optional(),
  /** So many confirmed answers come or go before a server learns anew in the background; 0: it never does. */
  WENFA_REFIT_AFTER: z.coerce.number().int().min(0).default(25),
  /** Minutes of working time until staff have first answered. */
  WENFA_FIRST_RESPONSE_MINUTES: positive(USUAL_LIMITS.firstResponseMinutes),
  /** Minutes round the clock. */
  WENFA_URGENT_FIRST_RESPONSE_MINUTES: positive(USUAL_LIMITS.urgentFirstResponseMinutes),
  WENFA_RESOLUTION_WORKDAYS: positive(USUAL_LIMITS.resolutionWorkdays),
  WENFA_URGENT_RESOLUTION_WORKDAYS: positive(USUAL_LIMITS.urgentResolutionWorkdays),
  /** In which a dissatisfied citizen is called. */
  WENFA_CALL_BACK_WORKDAYS: positive(USUAL_LIMITS.callBackWorkdays),
  /** Days after the end of a ticket in which the citizen may reopen it. */
  WENFA_REOPEN_DAYS: positive(USUAL_LIMITS.reopenDays),
  /** Days after an answer without a word of the citizen, after which the ticket is closed. */
  WENFA_CLOSE_ANSWERED_DAYS: positive(USUAL_LIMITS.closeAnsweredDays),
  /** Minutes without a message of staff after which the bot gets a conversation back. */
  WENFA_LIVE_MINUTES: positive(10),
  /** Seconds after which an unanswered message counts as left behind by a server that is gone. */
  WENFA_ABANDONED_SECONDS: z.coerce.number().int().min(10).max(3600).default(180),
  /** Who keeps the contacts that citizens leave, as they read it beside the box. */
  WENFA_KEEPER: z.string().trim().min(1).max(60).default('受理您工单的公共法律服务机构'),
  /** Days after the last message that a conversation without a ticket is kept; 0, here and below: for good. */
  WENFA_KEEP_CONVERSATIONS_DAYS: days(180),
  /** After the last of its tickets was closed. */
  WENFA_KEEP_TICKETS_DAYS: days(1095),
  /** Calls at the hotline without a ticket. */
  WENFA_KEEP_CALLS_DAYS: days(180),
  /** Texts of messages that went out over platforms. */
  WENFA_KEEP_DELIVERIES_DAYS: days(180),
  /** Texts of what was exchanged with the work platform. */
  WENFA_KEEP_EXCHANGE_DAYS: days(180),
  /** Drafts of Q&A that nobody submitted again. */
  WENFA_KEEP_DRAFTS_DAYS: days(180),
  /** Base URL of the work platform; default: nothing is exchanged. */
  EXCHANGE_URL: optionalUrl,
  /** `id:secret`, comma-separated: the first signs, all verify. */
  EXCHANGE_KEYS: z.string().optional(),
  /** For one request to the work platform. */
  EXCHANGE_TIMEOUT_MS: z.coerce.number().int().min(100).max(60_000).default(10_000),
  WENFA_MESSAGES_PER_MINUTE: positive(15),
  WENFA_CONVERSATIONS_PER_MINUTE: positive(60),
  WENFA_SUGGESTED_TEXT_LENGTH: positive(300),
  WENFA_MAX_TEXT_LENGTH: z.coerce
    .number()
    .int()
    .positive()
    .max(LONGEST_TEXT, `at most ${LONGEST_TEXT} characters of a message are read`)
    .default(2000),
})

export interface Config {
  dataDir: string
  dataKey: string | undefined
  nextDataKey: string | undefined
  databaseUrl: string | undefined
  language: 'zh-CN' | 'en'
  logLevel: z.infer<typeof settings>['WENFA_LOG_LEVEL']
  model: ChatModelOptions | undefined
  modelUses: ReadonlySet<ModelUse>
  embedding: { baseUrl: string; model: string; apiKey: string } | undefined
  /** Absent: the exchange with the work platform is off. */
  exchange: ExchangeSettings | undefined
  channels: ChannelSettings
  /** Absent: nobody gets text messages. */
  sms: SmsSettings | undefined
  trustedProxies: number
  authorMayPublish: boolean
  /** Absent: no folder is watched. */
  watchFolder: string | undefined
  refitAfter: number
  timeLimits: TimeLimits
  liveMinutes: number
  abandonedMs: number
  keepDays: RetentionDays
  keeper: string
  publicUrl: string | undefined
  staff: StaffSettings
  singleSignOn: SingleSignOnSettings | undefined
  limits: {
    messagesPerMinute: number
    conversationsPerMinute: number
    suggestedTextLength: number
    maxTextLength: number
  }
}

export class ConfigError extends Error {
  override name = 'ConfigError'
}

/** @throws {ConfigError} names the variable, what is wrong with it and what it takes */
export function readConfig(
  environment: Readonly<Record<string, string | undefined>> = process.env,
  dataDir?: string,
): Config {
  // An empty variable in a service file means "not set".
  const given = Object.fromEntries(Object.entries(environment).filter(([, value]) => value !== ''))
  const s = parseSettings(settings, given)
  const sms = readChannel(smsSettings, given)
  return {
    dataDir: dataDir ?? s.WENFA_DATA,
    dataKey: s.WENFA_DATA_KEY,
    nextDataKey: s.WENFA_NEXT_DATA_KEY,
    databaseUrl: s.DATABASE_URL,
    language: s.WENFA_LANGUAGE,
    logLevel: s.WENFA_LOG_LEVEL,
    model: readModel(s),
    modelUses: new Set(s.MODEL_USES),
    embedding: endpoint(
      'EMBEDDING_BASE_URL',
      s.EMBEDDING_BASE_URL,
      'EMBEDDING_MODEL',
      s.EMBEDDING_MODEL,
      (baseUrl, model) => ({ baseUrl, model, apiKey: s.EMBEDDING_API_KEY }),
    ),
    exchange: endpoint('EXCHANGE_URL', s.EXCHANGE_URL, 'EXCHANGE_KEYS', s.EXCHANGE_KEYS, (url, keys) => ({
      url: exchangeUrl(url),
      keys: signingKeys('EXCHANGE_KEYS', keys),
      timeoutMs: s.EXCHANGE_TIMEOUT_MS,
    })),
    channels: readChannels(given),
    sms: sms && toSmsSettings(sms),
    trustedProxies: s.WENFA_TRUSTED_PROXIES,
    authorMayPublish: s.WENFA_AUTHOR_MAY_PUBLISH === 'yes',
    watchFolder: s.WENFA_WATCH_FOLDER,
    refitAfter: s.WENFA_REFIT_AFTER,
    timeLimits: {
      firstResponseMinutes: s.WENFA_FIRST_RESPONSE_MINUTES,
      urgentFirstResponseMinutes: s.WENFA_URGENT_FIRST_RESPONSE_MINUTES,
      resolutionWorkdays: s.WENFA_RESOLUTION_WORKDAYS,
      urgentResolutionWorkdays: s.WENFA_URGENT_RESOLUTION_WORKDAYS,
      callBackWorkdays: s.WENFA_CALL_BACK_WORKDAYS,
      reopenDays: s.WENFA_REOPEN_DAYS,
      closeAnsweredDays: s.WENFA_CLOSE_ANSWERED_DAYS,
    },
    liveMinutes: s.WENFA_LIVE_MINUTES,
    abandonedMs: s.WENFA_ABANDONED_SECONDS * 1000,
    keepDays: {
      conversations: s.WENFA_KEEP_CONVERSATIONS_DAYS,
      tickets: s.WENFA_KEEP_TICKETS_DAYS,
      calls: s.WENFA_KEEP_CALLS_DAYS,
      deliveries: s.WENFA_KEEP_DELIVERIES_DAYS,
      exchange: s.WENFA_KEEP_EXCHANGE_DAYS,
      drafts: s.WENFA_KEEP_DRAFTS_DAYS,
    },
    keeper: s.WENFA_KEEPER,
    publicUrl: s.WENFA_PUBLIC_URL,
    staff: {
      secondFactor: s.WENFA_SECOND_FACTOR,
      idleMinutes: s.WENFA_STAFF_IDLE_MINUTES,
      sessionHours: s.WENFA_STAFF_SESSION_HOURS,
    },
    singleSignOn: endpoint(
      'WENFA_OIDC_ISSUER',
      s.WENFA_OIDC_ISSUER,
      'WENFA_OIDC_CLIENT_ID',
      s.WENFA_OIDC_CLIENT_ID,
      (issuer, clientId) => {
        if (s.WENFA_PUBLIC_URL === undefined) {
          throw new ConfigError('Setting WENFA_PUBLIC_URL is missing: the provider sends staff back to it')
        }
        const [clientSecret, claim] = [s.WENFA_OIDC_CLIENT_SECRET, s.WENFA_OIDC_CLAIM]
        return { issuer, clientId, clientSecret, claim, publicUrl: s.WENFA_PUBLIC_URL }
      },
    ),
    limits: {
      messagesPerMinute: s.WENFA_MESSAGES_PER_MINUTE,
      conversationsPerMinute: s.WENFA_CONVERSATIONS_PER_MINUTE,
      suggestedTextLength: s.WENFA_SUGGESTED_TEXT_LENGTH,
      maxTextLength: s.WENFA_MAX_TEXT_LENGTH,
    },
  }
}

/** `qwen3:8b` names no provider: theirs have no digits. */
const NAMES_PROVIDER = /^(?!openai:)[a-z_-]+:./

function readModel(s: z.infer<typeof settings>): ChatModelOptions | undefined {
  const build = (baseUrl: string | undefined, model: string) => ({
    baseUrl,
    model,
    apiKey: s.MODEL_API_KEY,
    parameters: s.MODEL_OPTIONS,
    structuredOutput: s.MODEL_STRUCTURED_OUTPUT,
    timeoutMs: s.MODEL_TIMEOUT_MS,
    connectMs: s.MODEL_CONNECT_TIMEOUT_MS,
    firstTokenMs: s.MODEL_FIRST_TOKEN_TIMEOUT_MS,
    idleMs: s.MODEL_IDLE_TIMEOUT_MS,
    concurrency: s.MODEL_CONCURRENCY,
    queueMs: s.MODEL_QUEUE_TIMEOUT_MS,
  })
  if (s.MODEL && !s.MODEL_BASE_URL && NAMES_PROVIDER.test(s.MODEL)) return build(undefined, s.MODEL)
  return endpoint('MODEL_BASE_URL', s.MODEL_BASE_URL, 'MODEL', s.MODEL, build)
}

function endpoint<T>(
  urlName: string,
  url: string | undefined,
  modelName: string,
  model: string | undefined,
  build: (url: string, model: string) => T,
): T | undefined {
  if (url && model) return build(url, model)
  if (url || model) {
    throw new ConfigError(
      `Setting ${url ? modelName : urlName} is missing: ${urlName} and ${modelName} go together`,
    )
  }
  return undefined
}

/** A platform is connected where any of its settings is given: then all that it needs must be. */
function readChannels(given: Record<string, string | undefined>): ChannelSettings {
  const wechat = readChannel(wechatSettings, given)
  const wecomKf = readChannel(wecomKfSettings, given)
  const wecomApp = readChannel(wecomAppSettings, given)
  const dingtalk = readChannel(dingtalkSettings, given)
  const feishu = readChannel(feishuSettings, given)
  const webhook = readChannel(webhookSettings, given)
  return {
    ...(wechat && { wechat: toWechatSettings(wechat) }),
    ...(wecomKf && { wecomKf: toWecomKfSettings(wecomKf) }),
    ...(wecomApp && { wecomApp: toWecomAppSettings(wecomApp) }),
    ...(dingtalk && { dingtalk: toDingtalkSettings(dingtalk) }),
    ...(feishu && { feishu: toFeishuSettings(feishu) }),
    ...(webhook && {
      webhook: { url: webhook.WEBHOOK_URL, keys: signingKeys('WEBHOOK_KEYS', webhook.WEBHOOK_KEYS) },
    }),
  }
}

function readChannel<T extends z.ZodObject>(
  schema: T,
  given: Record<string, string | undefined>,
): z.infer<T> | undefined {
  if (!Object.keys(schema.shape).some((name) => given[name] !== undefined)) return undefined
  return parseSettings(schema, given)
}

function parseSettings<T extends z.ZodObject>(
  schema: T,
  given: Record<string, string | undefined>,
): z.infer<T> {
  const parsed = schema.safeParse(given)
  if (parsed.success) return parsed.data
  throw new ConfigError(
    parsed.error.issues.map(({ path, message }) => `Setting ${path.join('.')}: ${message}`).join('\n'),
  )
}

function exchangeUrl(text: string): string {
  const url = new URL(text)
  if (url.search || url.hash || url.username || url.password) {
    throw new ConfigError('Setting EXCHANGE_URL: no query, fragment, name or password may be in it')
  }
  return url.href.replace(/\/+$/, '')
}

/** HMAC-SHA256 is as strong as a key of that length. */
const LEAST_SECRET_BYTES = 32

function signingKeys(setting: string, text: string): ExchangeKey[] {
  const keys = text.split(',').map((entry) => {
    const [, id, secret] = /^([\w.-]{1,40}):([\x21-\x7e]+)$/.exec(entry.trim()) ?? []
    if (!id || !secret || secret.length < LEAST_SECRET_BYTES) {
      // Never the entry itself: it holds a secret.
      throw new ConfigError(
        `Setting ${setting}: takes id:secret, comma-separated, each secret of at least ${LEAST_SECRET_BYTES} printable ASCII characters, such as the output of \`openssl rand -hex 32\``,
      )
    }
    return { id, secret }
  })
  if (new Set(keys.map(({ id }) => id)).size < keys.length) {
    throw new ConfigError(`Setting ${setting}: each key needs an id of its own`)
  }
  return keys
}
