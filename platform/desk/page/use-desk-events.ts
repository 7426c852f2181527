import { useEffect, useEffectEvent, useState } from 'react'
import { listenToDesk } from './desk-event-source.js'
import { useSession } from './session.js'
import type { Heard } from './stream/open-stream.js'

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
  const { id: memberId } = useSession().member
  const [isConnected, setConnected] = useState(true)
  const change = useEffectEvent(onChange)
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let heard: Heard[Kind][] | null = []
    const end = listenToDesk(memberId, {
      onConnection: setConnected,
      onChange(changed, what) {
        if (changed !== kind) return
        if (what === null) heard = null
        else heard?.push(what as Heard[Kind])
        timer ??= setTimeout(() => {
          timer = undefined
          const told = heard
          heard = []
          change(told)
        }, SOON_MS)
      },
    })
    return () => {
      clearTimeout(timer)
      end()
    }
  }, [kind, memberId])
  return isConnected
}
