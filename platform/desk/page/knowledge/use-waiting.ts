import { useQuery } from '@tanstack/react-query'
import { knowledgeApi } from './knowledge-api.js'

const AGAIN_MS = 60_000

/** How many drafts are to be looked through, and how many sources are due to be read again. */
export function useWaiting(): { drafts: number; sources: number } {
  const { data } = useQuery({
    queryKey: ['knowledge', 'waiting'],
    queryFn: async () => {
      const [drafts, sources] = await Promise.all([
        knowledgeApi.drafts(new URLSearchParams({ status: 'in_review', limit: '1' })),
        knowledgeApi.sources(new URLSearchParams({ freshness: 'due', limit: '1' })),
      ])
      return { drafts: drafts.total, sources: sources.total }
    },
    refetchInterval: AGAIN_MS,
  })
  return data ?? { drafts: 0, sources: 0 }
}
