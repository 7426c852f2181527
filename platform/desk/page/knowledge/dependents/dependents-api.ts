import type { z } from 'zod'
import type {
  AffectedReply,
  NoticeRow,
  noticeBody,
  noticeDecision,
} from '../../../../knowledge/corrections/correction-wire.js'
import type {
  DependentDecision,
  DependentPage,
  PolicyReply,
  policyBody,
} from '../../../../knowledge/dependents/dependent-wire.js'
import { request } from '../../request.js'
import type { BulkResult } from '../knowledge-api.js'

const BASE = '/api/knowledge'

export const dependentsApi = {
  list: (query: URLSearchParams) => request<DependentPage>('GET', `${BASE}/dependents?${query}`),
  decide: (body: DependentDecision) => request<BulkResult>('POST', `${BASE}/dependents/decisions`, body),
  setPolicy: (body: z.infer<typeof policyBody>) =>
    request<PolicyReply>('PUT', `${BASE}/dependents/policy`, body),
  affected: (versionId: string, days: number) =>
    request<AffectedReply>(
      'GET',
      `${BASE}/corrections/affected?${new URLSearchParams({ versionId, days: String(days) })}`,
    ),
  notices: async () => (await request<{ notices: NoticeRow[] }>('GET', `${BASE}/corrections`)).notices,
  propose: (body: z.infer<typeof noticeBody>) => request<NoticeRow>('POST', `${BASE}/corrections`, body),
  decideNotice: (id: string, body: z.infer<typeof noticeDecision>) =>
    request<NoticeRow>('POST', `${BASE}/corrections/${encodeURIComponent(id)}/decision`, body),
}
