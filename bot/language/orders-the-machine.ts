import { createCache } from '../../retrieval/cache.js'
import type { Passage } from '../../retrieval/passage.js'
import { ORDERS } from '../lexicon/injection-rules.js'
import { cleanText } from './clean-text.js'
import { foldText } from './normalise-text.js'

/** By id, which always stands for the same text: hundreds are met with every question. */
const known = createCache<boolean>({ size: 20_000, maxAgeMs: Number.POSITIVE_INFINITY })

/**
 * Whether a document gives orders to the machine that reads it. Such a passage is no source at all: what else it says
 * may be what its author wants said.
 */
export function ordersTheMachine(passage: Passage): boolean {
  let orders = known.get(passage.id)
  if (orders === undefined) {
    orders = isOrder(passage.text)
    known.set(passage.id, orders)
  }
  return orders
}

/** The same of a text that is no passage yet. */
export function isOrder(text: string): boolean {
  const folded = foldText(cleanText(text))
  return ORDERS.some((pattern) => pattern.test(folded))
}
