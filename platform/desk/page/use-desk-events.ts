import { useEffect, useEffectEvent, useState } from 'react'

/**
 * Calls back when something under one's eyes has changed, also after a break in which something may have.
 * Several changes at once count as one.
 * @returns whether the connection stands
 */
export function useDeskEvents(onChange: () => void): boolean {
  const [isConnected, setConnected] = useState(true)
  const change = useEffectEvent(onChange)
  useEffect(() => {
    const source = new EventSource('/api/desk/events')
    let wasLost = false
    let timer: ReturnType<typeof setTimeout> | undefined
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        change()
      }, 300)
    }
    source.onopen = () => {
      setConnected(true)
      if (wasLost) soon()
      wasLost = false
    }
    source.onerror = () => {
      wasLost = true
      setConnected(false)
    }
    for (const kind of ['ready', 'ticket']) source.addEventListener(kind, soon)
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [])
  return isConnected
}
