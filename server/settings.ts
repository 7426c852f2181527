import { z } from 'zod'
import { MODEL_USES } from '../bot/model/model-use.js'
import { USUAL_LIMITS } from '../platform/tickets/time-limits.js'

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
