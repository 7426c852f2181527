import type { z } from 'zod'
import type { CaseView, casePage, NewCase } from '../../../knowledge/cases/case-wire.js'
import type { DraftReply } from '../../../knowledge/drafts/draft-wire.js'
import type { duplicatePage } from '../../../knowledge/duplicates/duplicate-wire.js'
import type { GapReply, gapPage } from '../../../knowledge/gaps/gap-wire.js'
import type { PreviewLine } from '../../../knowledge/preview/preview-wire.js'
import type { AskedQuestion, TryReply } from '../../../knowledge/tester/try-wire.js'
import { request, requestLines } from '../request.js'

const BASE = '/api/knowledge'
const ofCase = (id: string) => `${BASE}/cases/${encodeURIComponent(id)}`
const ofGap = (id: string) => `${BASE}/gaps/${encodeURIComponent(id)}`
/** A model may write the answer; a hundred thousand questions are compared; every case is asked twice. */
const LONG_MS = 120_000

export const qualityApi = {
  try: (asked: AskedQuestion) => request<TryReply>('POST', `${BASE}/try`, asked, LONG_MS),
  cases: (query: URLSearchParams) => request<z.infer<typeof casePage>>('GET', `${BASE}/cases?${query}`),
  addCase: (body: Partial<NewCase>) => request<CaseView>('POST', `${BASE}/cases`, body),
  runCase: (id: string) => request<CaseView>('POST', `${ofCase(id)}/run`, {}, LONG_MS),
  dropCase: (id: string) => request<void>('DELETE', ofCase(id)),
  exportOfCases: `${BASE}/cases/export`,
  gaps: (query: URLSearchParams) =>
    request<z.infer<typeof gapPage>>('GET', `${BASE}/gaps?${query}`, undefined, LONG_MS),
  gap: (id: string, days: string) =>
    request<GapReply>('GET', `${ofGap(id)}?days=${days}`, undefined, LONG_MS),
  draftGap: (id: string, days: string) =>
    request<DraftReply>('POST', `${ofGap(id)}/draft?days=${days}`, {}, LONG_MS),
  closeGap: (id: string, days: string, note: string) =>
    request<GapReply>('POST', `${ofGap(id)}/close?days=${days}`, { note }, LONG_MS),
  reopenGap: (id: string, days: string) =>
    request<GapReply>('POST', `${ofGap(id)}/reopen?days=${days}`, {}, LONG_MS),
  duplicates: (query: URLSearchParams) =>
    request<z.infer<typeof duplicatePage>>('GET', `${BASE}/duplicates?${query}`, undefined, LONG_MS),
  setApart: (a: string, b: string) =>
    request<void>('POST', `${BASE}/duplicates/apart`, { versionIds: [a, b] }),
  preview: (draftIds: readonly string[], signal: AbortSignal) =>
    requestLines<PreviewLine>(`${BASE}/preview`, { draftIds }, signal),
}
