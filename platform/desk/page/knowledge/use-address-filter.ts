import { useMemo } from 'react'
import { useSearchParams } from 'wouter'

export interface AddressFilter<Name extends string> {
  value(name: Name): string | null
  /** null: no longer narrowed by it. Begins at the first page again. */
  change(change: Partial<Record<Name, string | null>>): void
  clear(): void
  isNarrowed: boolean
  /** From 1. */
  page: number
  turnTo(page: number): void
  /** As the API takes it. */
  query(pageSize: number): URLSearchParams
}

/** What a list is narrowed by, and which page of it is open, in the address: going back, a reload and a link keep it. */
export function useAddressFilter<Name extends string>(names: readonly Name[]): AddressFilter<Name> {
  const [parameters, setParameters] = useSearchParams()
  return useMemo(() => {
    const kept = new URLSearchParams()
    for (const name of names) {
      const value = parameters.get(name)
      if (value) kept.set(name, value)
    }
    const page = Math.max(1, Math.floor(Number(parameters.get('page'))) || 1)
    return {
      value: (name) => kept.get(name),
      change(change) {
        const next = new URLSearchParams(kept)
        for (const [name, value] of Object.entries<string | null | undefined>(change)) {
          if (value) next.set(name, value)
          else next.delete(name)
        }
        setParameters(next, { replace: true })
      },
      clear: () => setParameters(new URLSearchParams(), { replace: true }),
      isNarrowed: kept.size > 0,
      page,
      turnTo(to) {
        const next = new URLSearchParams(kept)
        if (to > 1) next.set('page', String(to))
        setParameters(next)
      },
      query(pageSize) {
        const query = new URLSearchParams(kept)
        query.set('limit', String(pageSize))
        query.set('offset', String((page - 1) * pageSize))
        return query
      },
    }
  }, [parameters, setParameters, names])
}
