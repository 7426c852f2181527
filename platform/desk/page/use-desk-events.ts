import { useEffect, useEffectEvent, useState } from 'react'
import type { z } from 'zod'
import type { conversationChange, ticketChange } from '../wire.js'

interface Heard {
  ticket: z.infer<typeof ticketChange>
  conversation: z.infer<typeof conversationChange>
}

const SOON_MS = 300

/**
 * Calls back when something under one's eyes has changed, also after a break in which something may have.
 * Several changes at once count as one.
 * @param onChange gets what has changed; null: anything may have
 * @returns whether the connection stands
 */
export function useDeskEvents<Kind extends keyof Heard = 'ticket'>(
  onChange: (heard: readonly Heard[Kind][] | null) => void,
  kind = 'ticket' as Kind,
): boolean {
  const [isConnected, setConnected] = useState(true)
  const change = useEffectEvent(onChange)
  useEffect(() => {
    const source = new EventSource('/api/desk/events')
    let wasLost = false
    let timer: ReturnType<typeof setTimeout> | undefined
    let heard: Heard[Kind][] | null = []
    const soon = () => {
      timer ??= setTimeout(() => {
        timer = undefined
        const told = heard
        heard = []
        change(told)
      }, SOON_MS)
    }
    const anything = () => {
      heard = null
      soon()
    }
    source.onopen = () => {
      setConnected(true)
      if (wasLost) anything()
      wasLost = false
    }
    source.onerror = () => {
      wasLost = true
      setConnected(false)
    }
    source.addEventListener('ready', anything)
    source.addEventListener(kind, ({ data }) => {
      heard?.push(JSON.parse(data) as Heard[Kind])
      soon()
    })
    return () => {
      clearTimeout(timer)
      source.close()
    }
  }, [kind])
  return isConnected
}
