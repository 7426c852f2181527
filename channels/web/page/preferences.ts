import { useSyncExternalStore } from 'react'
import { saved } from './saved.js'

export interface Preferences {
  size: 'standard' | 'elder'
  appearance: 'system' | 'light' | 'dark'
  region: ChosenRegion | null
}

export interface ChosenRegion {
  code: string
  /** With its parents: 四川省成都市武侯区. */
  name: string
}

const storage = saved<Partial<Preferences>>('wenfa.preferences', {})
const listeners = new Set<() => void>()
let current: Preferences = { size: 'standard', appearance: 'system', region: null, ...storage.read() }

export const preferences = {
  current: () => current,
  /** Shows type size and colours at once and remembers them on this device. */
  change(change: Partial<Preferences>): void {
    current = { ...current, ...change }
    storage.write(current)
    applyToPage()
    for (const listener of listeners) listener()
  },
}

export function applyToPage(): void {
  const { dataset } = document.documentElement
  dataset.size = current.size
  dataset.appearance = current.appearance
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences.current)
}
