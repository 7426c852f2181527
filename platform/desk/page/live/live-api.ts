import type { z } from 'zod'
import type {
  liveConversation,
  liveConversationView,
  livePage,
  liveTranscriptLine,
} from '../../live/live-wire.js'
import { request } from '../request.js'

export type LiveConversation = z.infer<typeof liveConversation>
export type OpenConversation = z.infer<typeof liveConversationView>
export type Line = z.infer<typeof liveTranscriptLine>

const LIST = '/api/desk/conversations'
const pathOf = (id: string, what = '') => `${LIST}/${encodeURIComponent(id)}${what}`

/** `messageId` is the same when the same text is sent again. */
interface Message {
  text: string
  messageId: string
}

export const liveApi = {
  list: () => request<z.infer<typeof livePage>>('GET', LIST),
  show: (id: string) => request<OpenConversation>('GET', pathOf(id)),
  takeOver: (id: string) => request<OpenConversation>('POST', pathOf(id, '/take-over'), {}),
  release: (id: string) => request<OpenConversation>('POST', pathOf(id, '/release'), {}),
  say: (id: string, message: Message) => request<OpenConversation>('POST', pathOf(id, '/messages'), message),
  whisper: (id: string, message: Message) =>
    request<OpenConversation>('POST', pathOf(id, '/whisper'), message),
}
