import type { Matter } from '../../../knowledge/matter.js'
import type { Article } from '../../../ui/article.js'
import type { TicketListEntry } from '../../tickets/list-tickets.js'
import type { TicketDetails } from '../../tickets/read-tickets.js'
import type { TicketCommand } from '../../tickets/ticket-command.js'
import type { OfficeLevel } from '../../tickets/ticket-event.js'
import { request } from './request.js'

export type TicketRow = TicketListEntry & { officeName: string | null; regionName: string | null }
export interface OfficeNear {
  id: string
  name: string
  level: OfficeLevel
  phone: string
  hours: string
  serviceLines: readonly string[]
}
export interface Source {
  passageId: string
  kind: 'statute' | 'guide' | 'faq'
  title: string
  number: string | null
  text: string
}
export interface Ticket extends Omit<TicketDetails, 'sources'> {
  officeName: string | null
  regionName: string | null
  sources: Source[]
  /** What stands behind a token such as [电话1]. */
  masks: { token: string; value: string }[]
  transferTargets: { above: OfficeNear | null; below: OfficeNear[]; beside: OfficeNear[] }
}
export type QueueView = 'mine' | 'office' | 'below'
export interface TicketPage {
  tickets: TicketRow[]
  total: number
  next: string | null
}
export interface SavedView {
  id: string
  name: string
  query: string
}
export interface Colleague {
  id: string
  name: string
  role: string
  officeId: string | null
}

export const deskApi = {
  tickets: (query: URLSearchParams) => request<TicketPage>('GET', `/api/desk/tickets?${query}`),
  ticket: (number: string) => request<Ticket>('GET', `/api/desk/tickets/${encodeURIComponent(number)}`),
  command: (number: string, command: TicketCommand, version: number) =>
    request<{ version: number }>('POST', `/api/desk/tickets/${encodeURIComponent(number)}/commands`, {
      command,
      version,
    }),
  bulk: (numbers: readonly string[], command: TicketCommand) =>
    request<{ results: { number: string; ok: boolean; message?: string }[] }>(
      'POST',
      '/api/desk/tickets/bulk',
      { numbers, command },
    ),
  views: async () => (await request<{ views: SavedView[] }>('GET', '/api/desk/views')).views,
  saveView: (view: { name: string; query: string }) => request<SavedView>('POST', '/api/desk/views', view),
  deleteView: (id: string) => request<void>('DELETE', `/api/desk/views/${encodeURIComponent(id)}`),
  colleagues: async () => (await request<{ staff: Colleague[] }>('GET', '/api/desk/staff')).staff,
  passage: (id: string) => request<Article>('GET', `/api/passages/${encodeURIComponent(id)}`),
}

export type { Matter }
