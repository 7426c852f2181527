import { useEffect, useState } from 'react'

/** May be linked to, from any page that shows the conversation. */
const HASH = '#legal-aid'

/** The application has an address of its own, so that a phone's back button leads to the conversation. */
export function useAidAddress() {
  const [isOpen, setOpen] = useState(location.hash === HASH)
  useEffect(() => {
    const look = () => setOpen(location.hash === HASH)
    addEventListener('popstate', look)
    addEventListener('hashchange', look)
    return () => {
      removeEventListener('popstate', look)
      removeEventListener('hashchange', look)
    }
  }, [])
  return {
    isOpen,
    open() {
      history.pushState({ aid: true }, '', HASH)
      setOpen(true)
    },
    /** Who came by a link has nothing to go back to. */
    close() {
      const state: unknown = history.state
      if (typeof state === 'object' && state !== null && 'aid' in state) return history.back()
      history.replaceState(null, '', location.pathname + location.search)
      setOpen(false)
    },
  }
}
