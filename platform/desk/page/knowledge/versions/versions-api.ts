import type { AsOfReply, DiffReply } from '../../../../knowledge/versions/version-wire.js'
import { request } from '../../request.js'

const BASE = '/api/knowledge'

export const versionsApi = {
  /** @param before absent: the version before */
  diff: (after: string, before: string | null) =>
    request<DiffReply>(
      'GET',
      `${BASE}/versions/${encodeURIComponent(after)}/diff${before ? `?with=${encodeURIComponent(before)}` : ''}`,
    ),
  asOf: (sourceId: string, date: string) =>
    request<AsOfReply>('GET', `${BASE}/sources/${encodeURIComponent(sourceId)}/as-of?date=${date}`),
}
