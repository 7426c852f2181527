import type { z } from 'zod'
import type { ChatModelOptions } from '../bot/chat-model.js'
import type { ModelUse } from '../bot/model/model-use.js'
import { dingtalkSettings, toDingtalkSettings } from '../channels/dingtalk/dingtalk-settings.js'
import { feishuSettings, toFeishuSettings } from '../channels/feishu/feishu-settings.js'
import type { ChannelSettings } from '../channels/open-channels.js'
import { type SmsSettings, smsSettings, toSmsSettings } from '../channels/sms/sms-settings.js'
import { webhookSettings } from '../channels/webhook/webhook-settings.js'
import { toWechatSettings, wechatSettings } from '../channels/wechat/wechat-settings.js'
import { toWecomAppSettings, wecomAppSettings } from '../channels/wecom-app/wecom-app-settings.js'
import { toWecomKfSettings, wecomKfSettings } from '../channels/wecom-kf/wecom-kf-settings.js'
import type { ExchangeSettings } from '../platform/exchange/exchange-deps.js'
import type { RetentionDays } from '../platform/privacy/retention.js'
import type { SingleSignOnSettings } from '../platform/staff/single-sign-on/single-sign-on.js'
import type { StaffSettings } from '../platform/staff/staff-deps.js'
import type { TimeLimits } from '../platform/tickets/time-limits.js'
import { ConfigError } from './config-error.js'
import { settings } from './settings.js'
import { signingKeys } from './signing-keys.js'

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
