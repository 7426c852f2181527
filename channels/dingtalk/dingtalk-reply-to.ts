import { z } from 'zod'

const shape = z.object({
  /** Where answers to the last message may be posted, until then. */
  session: z.object({ url: z.string(), untilMs: z.number() }).nullable(),
  /** To whom the robot may write at any time; null: not of the organisation. */
  staffId: z.string().nullable(),
  isGroup: z.boolean(),
})

/** How a citizen can be answered, as it stands in `InboundMessage.replyTo`. */
export type DingtalkReplyTo = z.infer<typeof shape>

export function readReplyTo(replyTo: string | null | undefined): DingtalkReplyTo {
  return replyTo ? shape.parse(JSON.parse(replyTo)) : { session: null, staffId: null, isGroup: false }
}

/** Whether an address is one of DingTalk's: a request may name any, and its signature does not cover it. */
export function isSessionUrl(url: string, sessionOrigin: string): boolean {
  return URL.canParse(url) && new URL(url).origin === sessionOrigin
}
