import { useEffect, useEffectEvent } from 'react'

interface Keys {
  onDigit(digit: number, isRejected: boolean): void
  onFill(): void
  onEnd(): void
}

/** 1–9 where nothing is typed, Alt+1–9 everywhere; with Shift it is refused. Esc leaves the field; F2 and F4 always work. */
export function useDigits(keys: Keys): void {
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.isComposing || event.ctrlKey || event.metaKey || isDialogOpen()) return
    const { target } = event
    const isTyping = target instanceof HTMLElement && /^(?:INPUT|TEXTAREA)$/.test(target.tagName)
    const digit = /^(?:Digit|Numpad)([1-9])$/.exec(event.code)?.[1]
    if (event.key === 'F2') keys.onFill()
    else if (event.key === 'F4' && !event.altKey) keys.onEnd()
    else if (event.key === 'Escape' && isTyping) (target as HTMLElement).blur()
    else if (digit && (event.altKey || !isTyping)) keys.onDigit(Number(digit), event.shiftKey)
    else return
    event.preventDefault()
  })
  useEffect(() => {
    const listener = (event: KeyboardEvent) => press(event)
    window.addEventListener('keydown', listener)
    return () => window.removeEventListener('keydown', listener)
  }, [])
}

function isDialogOpen(): boolean {
  return document.querySelector('.ant-modal-wrap:not([style*="none"])') !== null
}
