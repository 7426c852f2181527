import { useEffect, useEffectEvent } from 'react'

/** What a key does; letters as typed, `?` with its shift. */
export type Shortcuts = Readonly<Record<string, () => void>>

/** Keys that work wherever nothing is being typed and no dialog is open. */
export function useShortcuts(shortcuts: Shortcuts): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    const act = shortcuts[event.key]
    if (!act || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
    if (
      isTyping(event.target) ||
      document.querySelector('.ant-modal-wrap:not([style*="none"]), dialog[open]')
    )
      return
    event.preventDefault()
    act()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

function isTyping(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || /^(?:INPUT|TEXTAREA|SELECT)$/.test(target.tagName)) &&
    !['checkbox', 'radio'].includes((target as HTMLInputElement).type)
  )
}
