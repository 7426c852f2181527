import { focusManager, QueryClient } from '@tanstack/react-query'
import { RequestFailed } from './request-failed.js'

// Of two windows side by side both are visible: which one staff come back to is told by the focus alone.
focusManager.setEventListener((onFocus) => {
  const tell = () => onFocus()
  for (const event of ['visibilitychange', 'focus']) addEventListener(event, tell)
  return () => {
    for (const event of ['visibilitychange', 'focus']) removeEventListener(event, tell)
  }
})

/** What is shown stays while it is asked for anew; a refusal is not asked twice. */
export function createDeskClient(): QueryClient {
  const client = new QueryClient({
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        retry: (count, error) => count < 2 && error instanceof RequestFailed && error.isTemporary,
        refetchOnWindowFocus: true,
      },
    },
  })
  // One writes and another reviews, often side by side: neither is shown what stood there some seconds ago.
  client.setQueryDefaults(['knowledge'], { staleTime: 1000 })
  return client
}
