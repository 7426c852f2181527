/**
 * A value in localStorage. Storage may be refused (private windows, third-party frames): the page then works as
 * if nothing had been saved.
 */
export function saved<Value>(key: string, fallback: Value) {
  return {
    read(): Value {
      try {
        const text = localStorage.getItem(key)
        return text === null ? fallback : (JSON.parse(text) as Value)
      } catch {
        return fallback
      }
    },
    write(value: Value): void {
      try {
        localStorage.setItem(key, JSON.stringify(value))
      } catch {
        // Nothing to tell: the page goes on without remembering.
      }
    },
    clear(): void {
      try {
        localStorage.removeItem(key)
      } catch {
        // As above.
      }
    },
  }
}
