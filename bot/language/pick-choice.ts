import { foldText } from './normalise-text.js'

const ORDINALS = ['一', '二', '三', '四', '五', '六']

/**
 * The choice that a reply to a clarifying question picks: its number (1, 第一个, 选2), or its words.
 * @param text folded
 * @returns position from 0, or null
 */
export function pickChoice(text: string, choices: readonly string[]): number | null {
  if (choices.length === 0) return null
  const said = text.trim().replace(/[。.!！、,，()（）\s]+$/, '')
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
