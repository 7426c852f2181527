import type { z } from 'zod'
import type {
  memberLoad,
  officeLoad,
  qualityMarks,
  sampleBody,
  samplePage,
  sampleView,
  supervisionView,
} from '../../supervision/supervision-wire.js'
import { request } from '../request.js'

export type Supervision = z.infer<typeof supervisionView>
export type OfficeLoad = z.infer<typeof officeLoad>
export type MemberLoad = z.infer<typeof memberLoad>
export type SamplePage = z.infer<typeof samplePage>
export type Sample = z.infer<typeof sampleView>
export type Marks = z.infer<typeof qualityMarks>

const SAMPLES = '/api/desk/samples'

export const supervisionApi = {
  load: () => request<Supervision>('GET', '/api/desk/supervision'),
  samples: (week: string) => request<SamplePage>('GET', `${SAMPLES}?${new URLSearchParams({ week })}`),
  draw: (week: string) => request<{ drawn: number }>('POST', SAMPLES, { week }),
  review: (id: string, body: z.infer<typeof sampleBody>) =>
    request<void>('PUT', `${SAMPLES}/${encodeURIComponent(id)}`, body),
}
