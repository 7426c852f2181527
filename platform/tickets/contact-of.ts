/** A mobile number, or a fixed one with its area code. */
const NUMBER = /(?<!\d)(?:1[3-9]\d(?:[ -]?\d{4}){2}|0\d{2,3}-?\d{7,8})(?!\d)/
const OWN =
  /我的?(?:手机|电话|号码|微信|联系)|(?:手机|电话|号码|联系方式)(?:号|是|为|[:：])|联系我|打给我|回电|给我打|拨打|接电话|致电/
const OTHERS = /他|她|对方|老板|公司|单位|骗子|房东|来电|陌生|显示|打(?:来|我电话)/

/**
 * The number under which the citizen wants to be called, where they gave one as their own; the last one counts.
 * @param texts what the citizen said, unmasked, oldest first
 */
export function contactOf(texts: readonly string[]): string | null {
  for (const text of texts.toReversed()) {
    // A number alone is an answer to "under which number can we call you".
    if (text.replace(NUMBER, '').replace(/[\s,，。.]/g, '') === '') return NUMBER.exec(text)?.[0] ?? null
    for (const clause of text.split(/[，。；！？,;!?\n]/).toReversed()) {
      const number = NUMBER.exec(clause)?.[0]
      if (number && OWN.test(clause) && !OTHERS.test(clause)) return number
    }
  }
  return null
}
