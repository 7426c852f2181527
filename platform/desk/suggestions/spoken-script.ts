import type { Answer } from '../../../bot/answer.js'

/** Said in about half a minute. */
const LONGEST = 160
const MOST_POINTS = 3

/**
 * What can be read to a caller: the answer's own sentences, whole ones, without anything that is written and not said.
 * The direct answer is always told, also where it is long.
 */
export function spokenScript({
  summary,
  points,
  steps,
}: Pick<Answer, 'summary' | 'points' | 'steps'>): string {
  const [first, ...others] = [summary, ...points.slice(0, MOST_POINTS).map(textOf), ...steps.map(textOf)]
    .map(spoken)
    .filter((sentence) => sentence !== '')
  let script = first ?? ''
  for (const sentence of others) {
    if (script.length + sentence.length > LONGEST) break
    if (!script.includes(sentence)) script += sentence
  }
  return script
}

const textOf = ({ text }: { text: string }) => text

const ASIDE = /（[^（）]*）|\([^()]*\)|〔[^〔〕]*〕|【[^【】]*】|\[[^[\]]*\]/g

/** A sentence as it is spoken: no brackets, list marks or signs. */
export function spoken(text: string): string {
  const said = text
    .replace(ASIDE, '')
    .replace(/(\d{4})-0?(\d{1,2})-0?(\d{1,2})/g, '$1年$2月$3日')
    .replace(/^\s*(?:\d{1,2}[.、．]|[①-⑳·•-])\s*/gm, '')
    .replace(/[《》〈〉“”"「」『』（）()〔〕【】[\]]/g, '')
    .replace(/(?<=\p{Script=Han})\/(?=\p{Script=Han})/gu, '或者')
    .replace(/\s*\n\s*/g, '，')
    .replace(/[：:](?=.)/g, '，')
    .replace(/[；：:，、\s]+$/, '')
    .replace(/，{2,}/g, '，')
    .trim()
  return said === '' || /[。！？]$/.test(said) ? said : `${said}。`
}
