import type { Basis } from '../answer.js'
import type { CheckedStatement } from './check-statement.js'

/** Quotes of one article that stand close together are shown as one. */
const LONGEST_JOINED = 200

/** The bases of an answer, in the order in which its sentences need them. */
export function collectBases() {
  const bases: (Basis & { quote: string })[] = []

  function cite({ source: { passage }, quote }: CheckedStatement['support'][number]): number {
    const at = bases.findIndex((basis) => {
      if (basis.passageId !== passage.id) return false
      const joined = join(passage.text, basis.quote, quote)
      if (joined === null) return false
      basis.quote = joined
      return true
    })
    if (at !== -1) return at + 1
    return bases.push({
      kind: passage.kind,
      lawTitle: passage.title,
      number: passage.article,
      versionDate: passage.versionDate,
      quote,
      passageId: passage.id,
      loaded: true,
    })
  }

  return {
    bases,
    /** Citation ids of a statement. */
    cite: (statement: CheckedStatement): number[] => [...new Set(statement.support.map(cite))],
  }
}

function join(text: string, a: string, b: string): string | null {
  const start = Math.min(text.indexOf(a), text.indexOf(b))
  const end = Math.max(text.indexOf(a) + a.length, text.indexOf(b) + b.length)
  const longer = Math.max(a.length, b.length)
  return end - start <= Math.max(LONGEST_JOINED, longer) ? text.slice(start, end) : null
}
