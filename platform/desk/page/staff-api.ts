import type { z } from 'zod'
import type {
  confirmedView,
  enrolmentView,
  linkOwnerView,
  officeView,
  recoveryCodesView,
  sessionView,
  signInView,
} from '../../staff/routes/staff-wire.js'
import { request } from './request.js'

export type Session = z.infer<typeof sessionView>
export type Enrolment = z.infer<typeof enrolmentView>
export type Confirmed = z.infer<typeof confirmedView>
export type Office = z.infer<typeof officeView>

export const staffApi = {
  signInWays: () => request<z.infer<typeof signInView>>('GET', '/api/staff/sign-in'),
  session: () => request<Session>('GET', '/api/staff/session'),
  signIn: (body: { login: string; password: string }) => request<Session>('POST', '/api/staff/session', body),
  giveCode: (code: string) => request<Session>('POST', '/api/staff/session/code', { code }),
  signOut: () => request<void>('DELETE', '/api/staff/session'),
  signOutEverywhere: () => request<void>('DELETE', '/api/staff/sessions'),
  changePassword: (body: { current: string; next: string }) =>
    request<void>('PUT', '/api/staff/password', body),
  beginEnrolment: () => request<Enrolment>('POST', '/api/staff/second-factor', {}),
  confirmEnrolment: (code: string) =>
    request<Confirmed>('POST', '/api/staff/second-factor/confirm', { code }),
  renewRecoveryCodes: async (code: string) =>
    (
      await request<z.infer<typeof recoveryCodesView>>('POST', '/api/staff/second-factor/recovery-codes', {
        code,
      })
    ).recoveryCodes,
  removeSecondFactor: (code: string) => request<void>('POST', '/api/staff/second-factor/remove', { code }),
  readLink: (token: string) =>
    request<z.infer<typeof linkOwnerView>>('POST', '/api/staff/set-up/link', { token }),
  setUp: (body: { token: string; password: string }) => request<Session>('POST', '/api/staff/set-up', body),
  offices: async () => (await request<{ offices: Office[] }>('GET', '/api/staff/offices')).offices,
}
