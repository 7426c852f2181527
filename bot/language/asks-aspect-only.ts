import { findServiceLine } from '../lexicon/service-terms.js'
import type { Understanding } from '../turn.js'
import { classifyMatter } from './classify-matter.js'
import { foldText } from './normalise-text.js'

/** Characters of a follow-up that names nothing but a side of the matter. */
const LONGEST_ASPECT = 8

/** 那要多久, 要带什么: all else is the subject before it. */
export function asksAspectOnly({ followUp, aspect, focus }: Understanding): boolean {
  const folded = foldText(focus)
  return (
    followUp &&
    aspect !== null &&
    folded.length <= LONGEST_ASPECT &&
    classifyMatter(folded).strength === 0 &&
    findServiceLine(folded) === null
  )
}
