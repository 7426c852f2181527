import { useSearchParams } from 'wouter'
import type { QueueView } from '../desk-api.js'

const VIEWS: readonly QueueView[] = ['mine', 'office', 'below']
/** What of the address narrows the list; `view` chooses it. */
const NARROWING = [
  'status',
  'matter',
  'region',
  'urgency',
  'overdue',
  'q',
  'office',
  'assignee',
  'callBack',
] as const
type Narrowing = (typeof NARROWING)[number]

export interface QueueFilter {
  view: QueueView
  isNarrowed: boolean
  value(name: Narrowing): string | null
  /** null: no longer narrowed by it. */
  change(change: Partial<Record<Narrowing | 'view', string | null>>): void
  clear(): void
  /** As the address, the API and saved views write it, without paging. */
  text: string
  /** Puts a saved one in its place. */
  replace(text: string): void
}

/** The filter stands in the address: going back, a reload and a link keep it. */
export function useQueueFilter(): QueueFilter {
  const [parameters, setParameters] = useSearchParams()
  const view = VIEWS.find((each) => each === parameters.get('view')) ?? 'office'
  const kept = new URLSearchParams({ view })
  for (const name of NARROWING) {
    const value = parameters.get(name)
    if (value) kept.set(name, value)
  }
  const write = (next: URLSearchParams) => setParameters(next, { replace: true })
  return {
    view,
    isNarrowed: [...kept.keys()].some((name) => name !== 'view'),
    value: (name) => kept.get(name),
    change(change) {
      const next = new URLSearchParams(kept)
      for (const [name, value] of Object.entries(change)) {
        if (value === null || value === undefined || value === '') next.delete(name)
        else next.set(name, value)
      }
      write(next)
    },
    clear: () => write(new URLSearchParams({ view })),
    text: kept.toString(),
    replace: (text) => write(new URLSearchParams(text)),
  }
}
