import type { z } from 'zod'
import type { keyBody, keyView, newKeyReply } from '../../../../knowledge/keys/key-wire.js'
import { request } from '../../request.js'

export type ProgramKey = z.infer<typeof keyView>
export type NewKey = z.infer<typeof newKeyReply>
export type KeyFields = z.infer<typeof keyBody>

const KEYS = '/api/knowledge/keys'

export const keysApi = {
  list: async () => (await request<{ keys: ProgramKey[] }>('GET', KEYS)).keys,
  add: (body: KeyFields) => request<NewKey>('POST', KEYS, body),
  revoke: (id: string) => request<unknown>('DELETE', `${KEYS}/${encodeURIComponent(id)}`),
}
