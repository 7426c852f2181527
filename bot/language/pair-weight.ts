import { MATTER_TERMS } from '../lexicon/matter-terms.js'

const TELLING = 2.5
const LEANING = 1.4
const TALK = 0.6
const NUMBER = 0.2

const WEIGHTS = collect()

/** How much a character pair tells of what is asked: words of a field count more than the story around them. */
export function pairWeight(pair: string): number {
  return WEIGHTS.get(pair) ?? (/[0-9a-z]/.test(pair) ? NUMBER : TALK)
}

function collect(): Map<string, number> {
  const weights = new Map<string, number>()
  for (const word of Object.values(MATTER_TERMS).join(' ').split(' ')) {
    if (word === '') continue
    const weight = word.startsWith('^') ? TELLING : LEANING
    const term = word.replace(/^[~^]/, '')
    for (let i = 0; i + 1 < term.length; i++) {
      const pair = term.slice(i, i + 2)
      weights.set(pair, Math.max(weights.get(pair) ?? 0, weight))
    }
  }
  return weights
}
