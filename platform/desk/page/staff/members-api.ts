import type { z } from 'zod'
import type { changeMemberBody, inviteBody, linkView, memberView } from '../../../staff/routes/staff-wire.js'
import { request } from '../request.js'

export type Member = z.infer<typeof memberView>
export type SetUpLink = z.infer<typeof linkView>

const MEMBERS = '/api/staff/members'

export const membersApi = {
  list: async () => (await request<{ members: Member[] }>('GET', MEMBERS)).members,
  invite: (body: z.infer<typeof inviteBody>) =>
    request<{ member: Member; link: SetUpLink }>('POST', MEMBERS, body),
  change: (id: string, body: z.infer<typeof changeMemberBody>) =>
    request<Member>('PATCH', `${MEMBERS}/${id}`, body),
  newLink: (id: string) => request<SetUpLink>('POST', `${MEMBERS}/${id}/link`, {}),
  endSessions: (id: string) => request<void>('DELETE', `${MEMBERS}/${id}/sessions`),
  removeSecondFactor: (id: string) => request<void>('DELETE', `${MEMBERS}/${id}/second-factor`),
  disable: (id: string) => request<void>('POST', `${MEMBERS}/${id}/disable`, {}),
  enable: (id: string) => request<void>('POST', `${MEMBERS}/${id}/enable`, {}),
}
