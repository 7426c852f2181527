import type { Passage } from '../../retrieval/passage.js'
import { contentPairs } from './overlap.js'

/** Asks for a side that many matters have: 能拿多少钱, 要多久, 怎么算. */
const SIDE =
  /(?:大概|一般|最多|最少|一共)?(?:能|可以|应该|该|会|要)?(?:拿|赔|补|给|分|判|罚|收|花|交|领|要)?(?:偿|到|回|给我|我)?(?:多少|几个月|几倍|几年|多久|多长时间)(?:钱|赔偿金?|补偿金?|费用?|工资)?|怎么(?:算|赔|判)/g

/**
 * Whether an entry says anything of what a question is about, beyond the side it asks for: how much 我被裁了能拿多少钱
 * has in common with 伤残能拿多少钱 tells nothing.
 */
export function namesSubject(question: string, { title, text, details }: Passage): boolean {
  const rest = question.replace(SIDE, '，')
  const subject = rest === question ? new Set<string>() : contentPairs(rest)
  if (subject.size === 0) return true
  const asked = [title, ...(details?.asks ?? [])]
  const told = contentPairs(text)
  return [...subject].some(
    (pair) => asked.some((wording) => wording.includes(pair)) || (pair.length > 1 && told.has(pair)),
  )
}
