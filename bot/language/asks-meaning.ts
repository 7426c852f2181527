const ASKED =
  /^(?:请问)?(?:什么是|何为|何谓|啥是|什么叫|啥叫)(.{2,14}?)[呢啊?？。]*$|^(?:请问)?([^，,]{2,12}?)(?:是(?:什么|啥)意思|指的?是?(?:什么|啥))[呢啊?？。]*$/
const IS_WHAT = /^[^的]{2,8}是(?:什么|啥)[?？。]*$/
/** Points at what was said, or tells or asks something more: 刚才那个, 他不签字, 证据要带哪些. */
const NO_WORD = /[这那他她它你您我俺咱要哪怎，,]|刚才|最后|[前上下]面|[上下]一|第.{1,8}[条步点款项句]/

/** What a word means, which is the same whatever was spoken of: 什么是善意取得, 连带责任是什么意思. */
export function asksMeaning(text: string): boolean {
  const [, before, after] = ASKED.exec(text) ?? []
  const word = before ?? after
  return word !== undefined && !NO_WORD.test(word)
}

/** The same, and 居住权是什么, which after 赔偿的标准 might go on: 标准是什么. */
export function asksWhatIs(text: string): boolean {
  return asksMeaning(text) || IS_WHAT.test(text)
}
