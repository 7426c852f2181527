import { useShortcuts } from '../../use-shortcuts.js'
import { changeId } from './change-view.js'

/** Goes from change to change with J and K. @returns goes so many on */
export function useChangeKeys(total: number): (steps: number) => void {
  const go = (steps: number) => {
    if (total === 0) return
    const focused = document.activeElement?.closest<HTMLElement>('.change')?.id
    const at = focused ? Number(focused.replace('change-', '')) - 1 : -1
    const next = Math.min(total - 1, Math.max(0, at + steps))
    const change = document.getElementById(changeId(next))
    change?.focus({ preventScroll: true })
    change?.scrollIntoView({ block: 'start' })
  }
  useShortcuts({ j: () => go(1), k: () => go(-1) })
  return go
}
