import type { Answer } from '../answer.js'
import { foldText } from './normalise-text.js'

const ORDINALS = ['一', '二', '三', '四', '五', '六']
const YES = /^(?:[嗯对是没错就这个的,，]+|yes)$/
const NO = /^(?:不[是对]?|no)(?:的|这个)*$/

/**
 * The choice that a reply to a clarifying question picks: its number (1, 第一个, 选2), or its words. A question that tells
 * something already asks whether the first is meant, and is answered by yes and no too.
 * @param text folded
 * @returns position from 0, or null
 */
export function pickChoice(
  text: string,
  { choices, points }: Pick<Answer, 'choices' | 'points'>,
): number | null {
  if (choices.length === 0) return null
  const said = text.trim().replace(/[。.!！、,，()（）\s]+$/, '')
  if (points.length > 0 && YES.test(said)) return 0
  if (points.length > 0 && NO.test(said)) return choices.length - 1
  const number =
    /^(?:我?(?:选|是|属于)?(?:择)?)?(?:第)?([1-6一二三四五六])(?:个|种|项|条)?(?:情况|吧|啊)?$/.exec(
      said,
    )?.[1]
  if (number !== undefined) {
    const index = ORDINALS.includes(number) ? ORDINALS.indexOf(number) : Number(number) - 1
    return index < choices.length ? index : null
  }
  const folded = choices.map((choice) => foldText(choice))
  const same = folded.indexOf(said)
  if (same !== -1) return same
  const close = folded.flatMap((choice, index) =>
    said.length >= 2 && (choice.includes(said) || said.includes(choice)) ? [index] : [],
  )
  return close.length === 1 ? close[0]! : null
}
