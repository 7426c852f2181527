import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { dependentsApi } from './dependents/dependents-api.js'
import { knowledgeApi } from './knowledge-api.js'

const KEY = ['knowledge', 'waiting']
const AGAIN_MS = 60_000

/** How much waits for somebody: drafts to be looked through, sources to be read again, entries whose law has changed. */
export function useWaiting(): { drafts: number; sources: number; dependents: number } {
  const client = useQueryClient()
  const [location] = useLocation()
  // Where one goes next, the numbers are of now, not of when one came in.
  // biome-ignore lint/correctness/useExhaustiveDependencies: with each page
  useEffect(() => void client.refetchQueries({ queryKey: KEY, stale: true }), [location])
  const { data } = useQuery({
    queryKey: KEY,
    queryFn: async () => {
      const [drafts, sources, dependents] = await Promise.all([
        knowledgeApi.drafts(new URLSearchParams({ status: 'in_review', limit: '1' })),
        knowledgeApi.sources(new URLSearchParams({ freshness: 'due', limit: '1' })),
        dependentsApi.list(new URLSearchParams({ limit: '0' })),
      ])
      return { drafts: drafts.total, sources: sources.total, dependents: dependents.open }
    },
    refetchInterval: AGAIN_MS,
  })
  return data ?? { drafts: 0, sources: 0, dependents: 0 }
}
