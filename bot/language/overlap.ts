import { createCache } from '../../retrieval/cache.js'
import { normalizeText } from '../../retrieval/text/normalize-text.js'

/** Words that every question has, and that therefore say nothing about what it asks. */
const FILLER =
  /请问一下|请问|我想问一下|我想问问|想问一下|想问|想咨询一下|想咨询|咨询一下|咨询|你好|您好|律师|怎么办才好|该怎么办|怎么办|怎么样|怎么|如何|什么|吗|呢|呀|啊|吧|了|的|是不是|有没有|能不能|可不可以|可以|应该|需要|现在|一下|谢谢|我们|他们|你们|我|你|您|他|她|它|这个|那个|这种|还|也|都|就|在|把|被|给|跟|和|与|不/g

const PUNCTUATION = /[^\p{L}\p{N}]+/gu

/** Guides, Q&A and articles are compared with one question after another: their pairs are kept. */
const CACHED = 4000
const pairsOf = createCache<ReadonlySet<string>>({ size: CACHED, maxAgeMs: Number.POSITIVE_INFINITY })

/** Character pairs (single characters of very short words) that carry the meaning of a text. */
export function contentPairs(text: string): ReadonlySet<string> {
  const known = pairsOf.get(text)
  if (known) return known
  const pairs = collectPairs(text)
  pairsOf.set(text, pairs)
  return pairs
}

function collectPairs(text: string): Set<string> {
  const pairs = new Set<string>()
  for (const run of normalizeText(text).replace(FILLER, ' ').split(PUNCTUATION)) {
    if (run.length === 1) pairs.add(run)
    for (let i = 0; i + 1 < run.length; i++) pairs.add(run.slice(i, i + 2))
  }
  return pairs
}

/** Share of the pairs of `wanted` that occur in `offered`; 0 to 1, 0 when `wanted` is empty. */
export function coverage(wanted: ReadonlySet<string>, offered: ReadonlySet<string>): number {
  if (wanted.size === 0) return 0
  let common = 0
  for (const pair of wanted) if (offered.has(pair)) common++
  return common / wanted.size
}

/** Dice similarity of two sets of pairs; 0 to 1. */
export function similarity(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  if (a.size === 0 || b.size === 0) return 0
  return (coverage(a, b) * a.size * 2) / (a.size + b.size)
}
