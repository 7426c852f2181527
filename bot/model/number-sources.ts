import type { Passage } from '../../retrieval/passage.js'
import { splitSentences } from '../language/split-sentences.js'

const LONGEST_SOURCE = 1200
const LONGEST_ALL = 12_000
const PLACEHOLDER = /\{\{[^{}]*\}\}/

export interface NumberedSource {
  number: number
  passage: Passage
  /** What the model is shown: whole sentences of the passage, in order. */
  text: string
}

/** Sources from 1, as given, until the room for them is full; sentences with an unfilled placeholder are left out. */
export function numberSources(passages: readonly Passage[]): NumberedSource[] {
  const numbered: NumberedSource[] = []
  let used = 0
  for (const passage of passages) {
    const text = shorten(passage.text)
    if (text === '') continue
    if (numbered.length > 0 && used + text.length > LONGEST_ALL) break
    used += text.length
    numbered.push({ number: numbered.length + 1, passage, text })
  }
  return numbered
}

function shorten(text: string): string {
  if (text.length <= LONGEST_SOURCE && !PLACEHOLDER.test(text)) return text.trim()
  const lines: string[] = []
  let length = 0
  for (const line of text.split('\n')) {
    let kept = ''
    for (const sentence of splitSentences(line)) {
      if (PLACEHOLDER.test(sentence)) continue
      if (length > 0 && length + sentence.length > LONGEST_SOURCE) return [...lines, kept].join('\n').trim()
      // One sentence beyond all measure (an annex, a table) is cut where the room ends.
      kept += sentence.slice(0, LONGEST_SOURCE)
      length += sentence.length
    }
    if (kept !== '') lines.push(kept)
  }
  return lines.join('\n')
}
