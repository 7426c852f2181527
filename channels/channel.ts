/** Stored with every conversation: never rename one. */
export const CHANNEL_NAMES = ['wechat', 'wecom-kf', 'wecom-app', 'dingtalk', 'feishu', 'webhook'] as const
export type ChannelName = (typeof CHANNEL_NAMES)[number]

/** A request of the platform as it came: nothing of it is believed before `receive` has verified it. */
export interface RawRequest {
  method: string
  query: Readonly<Record<string, string | undefined>>
  headers: Readonly<Record<string, string | string[] | undefined>>
  body: Buffer
}

export interface RawResponse {
  status: number
  contentType: string
  body: string
}

export type InboundContent =
  /** `pressed`: a button of the menu, whose value is the text. */
  | { kind: 'text'; text: string; pressed?: boolean }
  | { kind: 'not_text'; what: 'image' | 'voice' | 'video' | 'file' | 'other' }
  /** @param label the address as the platform words it; '' where it sends coordinates only */
  | { kind: 'location'; label: string }
  /** The platform tells by itself where the citizen is, by coordinates only, as often as it likes. */
  | { kind: 'coordinates' }
  /** Said to others who serve the citizen on the platform: kept, and not answered. */
  | { kind: 'overheard'; text: string }
  | { kind: 'followed' }
  | { kind: 'unfollowed' }

export interface InboundMessage {
  /** The platform's own: the same id twice from one citizen is one message. */
  id: string
  /** The platform's id of the citizen. */
  peer: string
  sentAt: Date
  content: InboundContent
  /** What the platform wants to see again with an answer, as the address of a session; kept encrypted. */
  replyTo?: string
}

export interface Batch {
  messages: readonly InboundMessage[]
  /** What became of messages that were sent, by the platform's ids of them. */
  reports?: readonly DeliveryReport[]
}

export interface Received extends Batch {
  /** The acknowledgement; with a text where `inResponse` lets it carry an answer. */
  respond(text: string | null): RawResponse
  /** More waits on the platform's side: `pull` brings it. */
  pull?: boolean
}

export interface DeliveryReport {
  platformId: string
  /** null: it has arrived. */
  failure: { code: string; reason: string } | null
}

export interface OutboundMessage {
  /** The same for every try of one message: platforms that know idempotency keys get it. 32 letters and digits. */
  id: string
  /** Which try this is, from 1: an earlier one may have arrived. */
  attempts: number
  peer: string
  replyTo: string | null
  /** Plain or Markdown, as `CHANNEL_FORMATS` says. */
  text: string
  /** Answers to press; empty where the platform has no menus, or nothing is asked. */
  choices: readonly string[]
}

export interface DeliveryReceipt {
  /** By which the platform knows the message; null: it does not say. */
  platformId: string | null
}

/** So many messages until then; none of either: no limit. */
export interface Allowance {
  count: number
  untilMs: number
}

/** One platform: verifies and reads what it sends, and sends what it is to show. */
export interface Channel {
  readonly name: ChannelName
  /** The response itself may carry an answer, when it comes in time. null: answers are always sent. */
  readonly inResponse: { withinMs: number; fits(text: string): boolean } | null
  /** false: the account may not write by itself, so that answers wait for the citizen's next message. */
  maySend(): boolean
  /** How often, and until when, the platform still lets us write after this message. null: no limit. */
  replyAllowance(last: InboundMessage): Allowance | null
  /**
   * Verifies, then reads: nothing unverified is parsed. No messages for receipts and events that are ignored.
   * @throws {ForgedRequestError} {UnreadableRequestError}
   */
  receive(request: RawRequest): Promise<Received>
  /**
   * Brings what waits on the platform's side, batch by batch, oldest first; what `take` has resolved for is never
   * brought again.
   */
  pull?(take: (batch: Batch) => Promise<void>): Promise<void>
  /** @throws {DeliveryError} */
  send(message: OutboundMessage): Promise<DeliveryReceipt>
  /**
   * Tells a citizen whom nothing else may reach that something waits for them, as by a template message. What becomes
   * of it the platform may report.
   * @throws {DeliveryError}
   */
  notify?(peer: string): Promise<DeliveryReceipt>
  /** Asks the platform whether the set-up works. @returns what is wrong, and on which of its pages to mend it */
  check(): Promise<string[]>
}

/** Not from the platform, or older than it may be. */
export class ForgedRequestError extends Error {
  override name = 'ForgedRequestError'
}

/** From the platform, but not as its documents say. */
export class UnreadableRequestError extends Error {
  override name = 'UnreadableRequestError'
}

/**
 * `retry`: the same may succeed later. `closed`: the platform lets nothing through until the citizen writes again.
 * `refused`: it never will.
 */
export type DeliveryFailure = 'retry' | 'closed' | 'refused'

export class DeliveryError extends Error {
  override name = 'DeliveryError'
  constructor(
    readonly failure: DeliveryFailure,
    /** The platform's own code, or ours where it said nothing: `timeout`, `network`, `http_502`. */
    readonly code: string,
    message: string,
    /** Sooner it is of no use to try again. */
    readonly retryAfterMs = 0,
  ) {
    super(message)
  }
  get retryable(): boolean {
    return this.failure === 'retry'
  }
}
