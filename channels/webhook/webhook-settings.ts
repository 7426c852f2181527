import { z } from 'zod'

/** Of any other system that speaks docs/webhook.md. */
export const webhookSettings = z.object({
  /** Where messages to citizens are posted. */
  WEBHOOK_URL: z.url({
    protocol: /^https?$/,
    error: 'the address of the other system that takes our messages',
  }),
  /** `id:secret`, comma-separated: the first signs, all verify. */
  WEBHOOK_KEYS: z.string({ error: 'the keys that both systems sign with, as id:secret' }),
})
