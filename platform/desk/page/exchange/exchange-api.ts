import type { z } from 'zod'
import type { exchangeView, reconciliationView, resentReply } from '../../exchange/exchange-wire.js'
import { request } from '../request.js'

export type Exchange = z.infer<typeof exchangeView>
export type DeadLetter = Exchange['deadLetters'][number]

const EXCHANGE = '/api/desk/exchange'
/** The other side lists its tickets page by page. */
const RECONCILE_MS = 180_000

export const exchangeApi = {
  show: () => request<Exchange>('GET', EXCHANGE),
  resend: (id: string) =>
    request<z.infer<typeof resentReply>>('POST', `${EXCHANGE}/dead-letters/${id}/resend`, {}),
  resendAll: () => request<z.infer<typeof resentReply>>('POST', `${EXCHANGE}/dead-letters/resend`, {}),
  skip: (id: string, reason: string) =>
    request<void>('POST', `${EXCHANGE}/dead-letters/${id}/skip`, { reason }),
  reconcile: () =>
    request<z.infer<typeof reconciliationView>>('POST', `${EXCHANGE}/reconciliation`, {}, RECONCILE_MS),
}
