import type { z } from 'zod'
import type {
  callView,
  choiceBody,
  draftView,
  historyView,
  ticketBody,
  ticketView,
} from '../../suggestions/hotline-wire.js'
import { request } from '../request.js'

export type History = z.infer<typeof historyView>
export type Draft = z.infer<typeof draftView>
export type TicketForm = z.infer<typeof ticketBody>
export type Opened = z.infer<typeof ticketView>

const CALLS = '/api/desk/hotline/calls'

export const hotlineApi = {
  begin: () => request<z.infer<typeof callView>>('POST', CALLS, {}),
  recognise: (callId: string, phone: string) =>
    request<History>('PUT', `${CALLS}/${callId}/caller`, { phone }),
  choose: (callId: string, choice: z.infer<typeof choiceBody>) =>
    request<void>('POST', `${CALLS}/${callId}/choices`, choice),
  draft: (callId: string, text: string, regionCode: string | null) =>
    request<Draft>('POST', `${CALLS}/${callId}/ticket-draft`, { text, regionCode }),
  open: (callId: string, form: TicketForm) => request<Opened>('POST', `${CALLS}/${callId}/ticket`, form),
  end: (callId: string) => request<void>('POST', `${CALLS}/${callId}/end`, {}),
  streamUrl: (callId: string) => `${location.origin.replace(/^http/, 'ws')}${CALLS}/${callId}/stream`,
}
