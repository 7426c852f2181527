import type { z } from 'zod'
import type {
  bulkDecision,
  bulkReply,
  DraftReply,
  draftDecision,
  draftEdit,
  draftPage,
  draftStep,
  newDraftBody,
} from '../../../knowledge/drafts/draft-wire.js'
import type {
  careBody,
  SourceReply,
  sourceChoices,
  sourcePage,
  versionReply,
} from '../../../knowledge/sources/source-wire.js'
import { request } from '../request.js'

export type Choices = z.infer<typeof sourceChoices>
export type Version = z.infer<typeof versionReply>
export type BulkKind = z.infer<typeof bulkDecision>['kind']
export type BulkResult = z.infer<typeof bulkReply>
export type NewDraft = z.infer<typeof newDraftBody>

const BASE = '/api/knowledge'
const ofSource = (id: string) => `${BASE}/sources/${encodeURIComponent(id)}`
const ofVersion = (id: string) => `${BASE}/versions/${encodeURIComponent(id)}`
const ofDraft = (id: string) => `${BASE}/drafts/${encodeURIComponent(id)}`
/** Publishing many, or a large text, takes its time. */
const LONG_MS = 120_000

export const knowledgeApi = {
  choices: () => request<Choices>('GET', `${BASE}/choices`),
  sources: (query: URLSearchParams) => request<z.infer<typeof sourcePage>>('GET', `${BASE}/sources?${query}`),
  source: (id: string) => request<SourceReply>('GET', ofSource(id)),
  setCare: (id: string, body: z.infer<typeof careBody>) =>
    request<SourceReply>('PUT', `${ofSource(id)}/care`, body),
  version: (id: string) => request<Version>('GET', ofVersion(id)),
  withdraw: (id: string, reason: string) =>
    request<SourceReply>('POST', `${ofVersion(id)}/withdraw`, { reason }, LONG_MS),
  restore: (id: string) => request<SourceReply>('POST', `${ofVersion(id)}/restore`, {}, LONG_MS),
  rollBack: (id: string) => request<SourceReply>('POST', `${ofVersion(id)}/roll-back`, {}, LONG_MS),

  drafts: (query: URLSearchParams) => request<z.infer<typeof draftPage>>('GET', `${BASE}/drafts?${query}`),
  draft: (id: string) => request<DraftReply>('GET', ofDraft(id)),
  newDraft: (body: NewDraft) => request<DraftReply>('POST', `${BASE}/drafts`, body, LONG_MS),
  editDraft: (id: string, body: z.infer<typeof draftEdit>) =>
    request<DraftReply>('PUT', ofDraft(id), body, LONG_MS),
  stepDraft: (id: string, body: z.infer<typeof draftStep>) =>
    request<DraftReply>('POST', `${ofDraft(id)}/step`, body),
  decideDraft: (id: string, body: z.infer<typeof draftDecision>) =>
    request<DraftReply>('POST', `${ofDraft(id)}/decision`, body, LONG_MS),
  comment: (id: string, text: string) => request<DraftReply>('POST', `${ofDraft(id)}/comments`, { text }),
  bulk: (kind: BulkKind, ids: readonly string[], versions?: Readonly<Record<string, number>>) =>
    request<BulkResult>('POST', `${BASE}/drafts/bulk`, { kind, ids, versions }, LONG_MS),
  pdfOf: (id: string) => `${ofDraft(id)}/original.pdf`,
  originalOf: (id: string) => `${ofDraft(id)}/original`,
}
