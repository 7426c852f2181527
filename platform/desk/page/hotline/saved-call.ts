import type { RegionPath } from '../region-picker.js'

const PREFIX = 'wenfa.desk.call.'

/** A call that goes on: what this page alone knows. The caller's number is not among it. */
export interface SavedCall {
  callId: string
  typed: string
  region: RegionPath | null
  taken: [key: string, { title: string; text: string }][]
  rejected: string[]
}

/** Of this tab, so that a reload goes on with the call; another tab takes another one. */
export function readCall(memberId: string): SavedCall | null {
  try {
    return JSON.parse(sessionStorage.getItem(PREFIX + memberId) ?? 'null') as SavedCall | null
  } catch {
    return null
  }
}

/** @param call null: it is over */
export function writeCall(memberId: string, call: SavedCall | null): void {
  try {
    if (call === null) sessionStorage.removeItem(PREFIX + memberId)
    else sessionStorage.setItem(PREFIX + memberId, JSON.stringify(call))
  } catch {
    // A full or forbidden store: the call is still on the screen.
  }
}
