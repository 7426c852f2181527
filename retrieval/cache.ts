/** The entries used last, for a short time. */
export function createCache<T>({ size, maxAgeMs }: { size: number; maxAgeMs: number }) {
  const entries = new Map<string, { value: T; at: number }>()
  return {
    get(key: string): T | undefined {
      const entry = entries.get(key)
      if (!entry) return undefined
      entries.delete(key)
      if (performance.now() - entry.at > maxAgeMs) return undefined
      entries.set(key, entry)
      return entry.value
    },
    set(key: string, value: T): void {
      if (entries.size >= size) entries.delete(entries.keys().next().value!)
      entries.set(key, { value, at: performance.now() })
    },
    clear(): void {
      entries.clear()
    },
  }
}
