import type { DataKey } from '../../../storage/data-key.js'
import type { Db } from '../../../storage/database.js'
import type { SubjectReader } from '../../staff/access/add-staff-access.js'
import { readAcceptance } from './acceptance.js'
import { createCallStore } from './call-store.js'
import { createHotlineTickets, type HotlineTicketDeps } from './hotline-ticket.js'
import { createLiveCalls } from './live-calls.js'
import { createSuggestionStore } from './suggestion-store.js'

export interface HotlineDeps extends HotlineTicketDeps {
  dataKey: DataKey
  now(): Date
  onError(error: unknown): void
  pauseMs?: number
}

export type Hotline = ReturnType<typeof createHotline>

/** One screen for a phone call: what may be said while the caller talks, who calls, and the ticket of the call. */
export function createHotline(deps: HotlineDeps) {
  const { db } = deps
  const calls = createCallStore(deps)
  const suggestions = createSuggestionStore(deps)
  /** A call is its office's: colleagues may take it over, those above may listen. */
  const callId: SubjectReader = async (id) => {
    const call = await calls.find(id)
    return call ? { officeId: call.office_id } : null
  }
  return {
    calls,
    suggestions,
    live: createLiveCalls({ ...deps, record: suggestions.record }),
    tickets: createHotlineTickets(deps),
    acceptance: (...input: Tail<Parameters<typeof readAcceptance>>) => readAcceptance(db, ...input),
    /** Whose the things are that paths name: for `addStaffRoutes`. */
    subjects: { callId },
  }
}

type Tail<List extends [Db, ...unknown[]]> = List extends [Db, ...infer Rest] ? Rest : never
