import type { z } from 'zod'
import type {
  aidApplicationBody,
  aidChoices,
  aidEligibility,
  aidEligibilityBody,
  aidPrefilled,
  contactBody,
  contactView,
  conversationHistory,
  createConversationReply,
  passageView,
  regionList,
  replySchema,
  sharedAnswer,
  startView,
  ticketView,
} from '../wire.js'
import { abortAfter } from './abort-after.js'
import { failureOf, failureOfNetwork } from './request-failed.js'

export type Credentials = z.infer<typeof createConversationReply>
export type Reply = z.infer<typeof replySchema>
export type History = z.infer<typeof conversationHistory>
export type TicketView = z.infer<typeof ticketView>
export type SharedAnswer = z.infer<typeof sharedAnswer>
export type StartView = z.infer<typeof startView>
export type Region = z.infer<typeof regionList>['regions'][number]
export type Contact = z.infer<typeof contactView>
export type NewContact = z.infer<typeof contactBody>
export type AidChoices = z.infer<typeof aidChoices>
export type AidCase = z.infer<typeof aidEligibilityBody>['aidCase']
export type AidEligibility = z.infer<typeof aidEligibility>
export type AidPrefilled = z.infer<typeof aidPrefilled>
export type NewAidApplication = z.input<typeof aidApplicationBody>
export type Rating = 'helpful' | 'unhelpful'

/** Longest wait for anything that is not an answer. */
const TIMEOUT_MS = 15_000

interface RequestOptions {
  body?: unknown
  bearer?: string
}

/** @throws {RequestFailed} */
async function call<Result>(
  method: 'GET' | 'POST' | 'DELETE',
  path: string,
  options: RequestOptions = {},
): Promise<Result> {
  const deadline = abortAfter(TIMEOUT_MS)
  try {
    const response = await fetch(path, {
      method,
      headers: {
        accept: 'application/json',
        ...(options.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(options.bearer === undefined ? {} : { authorization: `Bearer ${options.bearer}` }),
      },
      body: options.body === undefined ? undefined : JSON.stringify(options.body),
      signal: deadline.signal,
    })
    if (!response.ok) throw await failureOf(response)
    return response.status === 204 ? (undefined as Result) : ((await response.json()) as Result)
  } catch (error) {
    throw failureOfNetwork(error)
  } finally {
    deadline.release()
  }
}

const withKey = (key: string | undefined) => (key ? `?${new URLSearchParams({ key })}` : '')

/** The server's answers are typed by the schemas it answers with; the page and the server are built together. */
export const api = {
  startView: () => call<StartView>('GET', '/api/start'),
  createConversation: (regionCode?: string) =>
    call<Credentials>('POST', '/api/conversations', { body: { regionCode } }),
  history: ({ id, secret }: Credentials) =>
    call<History>('GET', `/api/conversations/${id}/messages`, { bearer: secret }),
  handOff: ({ id, secret }: Credentials, body: { messageId: string; note?: string }) =>
    call<Reply>('POST', `/api/conversations/${id}/handoff`, { body, bearer: secret }),
  rate: ({ secret }: Credentials, replyId: string, body: { rating: Rating; comment?: string }) =>
    call<void>('POST', `/api/replies/${replyId}/rating`, { body, bearer: secret }),
  rateTicket: ({ id, secret }: Credentials, number: string, satisfied: boolean) =>
    call<void>('POST', `/api/conversations/${id}/tickets/${number}/rating`, {
      body: { satisfied },
      bearer: secret,
    }),
  reopen: ({ id, secret }: Credentials, number: string) =>
    call<void>('POST', `/api/conversations/${id}/tickets/${number}/reopen`, { body: {}, bearer: secret }),
  contact: ({ id, secret }: Credentials, number: string) =>
    call<Contact>('GET', `/api/conversations/${id}/tickets/${number}/contact`, { bearer: secret }),
  keepContact: ({ id, secret }: Credentials, number: string, body: NewContact) =>
    call<void>('POST', `/api/conversations/${id}/tickets/${number}/contact`, { body, bearer: secret }),
  forgetContact: ({ id, secret }: Credentials, number: string) =>
    call<void>('DELETE', `/api/conversations/${id}/tickets/${number}/contact`, { bearer: secret }),
  ticket: (number: string, queryCode: string) =>
    call<TicketView>('GET', `/api/tickets/${encodeURIComponent(number)}`, { bearer: queryCode }),
  passage: (id: string, key?: string) =>
    call<z.infer<typeof passageView>>('GET', `/api/passages/${encodeURIComponent(id)}${withKey(key)}`),
  answer: (replyId: string, key: string) =>
    call<SharedAnswer>('GET', `/api/answers/${encodeURIComponent(replyId)}${withKey(key)}`),
  aidChoices: () => call<AidChoices>('GET', '/api/legal-aid'),
  aidEligibility: (aidCase: AidCase, regionCode?: string) =>
    call<AidEligibility>('POST', '/api/legal-aid/eligibility', { body: { aidCase, regionCode } }),
  aidPrefilled: ({ id, secret }: Credentials) =>
    call<AidPrefilled>('GET', `/api/conversations/${id}/legal-aid`, { bearer: secret }),
  handInAid: ({ id, secret }: Credentials, body: NewAidApplication) =>
    call<Reply>('POST', `/api/conversations/${id}/legal-aid`, { body, bearer: secret }),
  regions: async (parent: string | null) =>
    (
      await call<z.infer<typeof regionList>>(
        'GET',
        `/api/regions${parent === null ? '' : `?parent=${parent}`}`,
      )
    ).regions,
}
