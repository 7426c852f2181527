import type { z } from 'zod'
import type { Article } from '../../../ui/article.js'
import type {
  bulkReply,
  colleagueView,
  commandReply,
  DeskCommand,
  DeskTicketRow,
  officeRef,
  savedView,
  sourceView,
  TicketView,
  ticketEventView,
  ticketPage,
} from '../wire.js'
import { request } from './request.js'

export type TicketRow = DeskTicketRow
export type Ticket = TicketView
export type Command = DeskCommand
export type TicketEvent = z.infer<typeof ticketEventView>
export type OfficeNear = z.infer<typeof officeRef>
export type Source = z.infer<typeof sourceView>
export type TicketPage = z.infer<typeof ticketPage>
export type SavedView = z.infer<typeof savedView>
export type Colleague = z.infer<typeof colleagueView>
export type QueueView = 'mine' | 'office' | 'below'

const ticketPath = (number: string) => `/api/desk/tickets/${encodeURIComponent(number)}`

/** The server's answers are typed by the schemas it answers with; the page and the server are built together. */
export const deskApi = {
  tickets: (query: URLSearchParams) => request<TicketPage>('GET', `/api/desk/tickets?${query}`),
  ticket: (number: string) => request<Ticket>('GET', ticketPath(number)),
  command: (number: string, command: Command, version: number) =>
    request<z.infer<typeof commandReply>>('POST', `${ticketPath(number)}/commands`, { command, version }),
  bulk: (numbers: readonly string[], command: Command) =>
    request<z.infer<typeof bulkReply>>('POST', '/api/desk/tickets/bulk', { numbers, command }),
  views: async () => (await request<{ views: SavedView[] }>('GET', '/api/desk/views')).views,
  saveView: (view: Pick<SavedView, 'name' | 'query'>) => request<SavedView>('POST', '/api/desk/views', view),
  deleteView: (id: string) => request<void>('DELETE', `/api/desk/views/${encodeURIComponent(id)}`),
  colleagues: async () => (await request<{ staff: Colleague[] }>('GET', '/api/desk/staff')).staff,
  passage: (id: string, key?: string) =>
    request<Article>(
      'GET',
      `/api/passages/${encodeURIComponent(id)}${key ? `?${new URLSearchParams({ key })}` : ''}`,
    ),
}
