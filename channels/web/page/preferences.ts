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

const PAPER = { light: '#f6f5f1', dark: '#14161a' }

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
  // The browser's own bar; the page has one of these for light and one for dark.
  for (const meta of document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')) {
    const shade =
      current.appearance === 'system' ? (meta.media.includes('dark') ? 'dark' : 'light') : current.appearance
    meta.content = PAPER[shade]
  }
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function usePreferences(): Preferences {
  return useSyncExternalStore(subscribe, preferences.current)
}
