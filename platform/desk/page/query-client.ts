import { QueryClient } from '@tanstack/react-query'
import { RequestFailed } from './request-failed.js'

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
