import type { z } from 'zod'
import type { switchBody, switchList, switchReply } from '../../switches/switch-wire.js'
import { request } from '../request.js'

export type SwitchView = z.infer<typeof switchList>['switches'][number]

const SWITCHES = '/api/desk/switches'

export const switchesApi = {
  list: () => request<z.infer<typeof switchList>>('GET', SWITCHES),
  set: (change: z.infer<typeof switchBody>) => request<z.infer<typeof switchReply>>('POST', SWITCHES, change),
}
