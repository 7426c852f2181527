/** Promises of an outcome, which nobody can give. */
const PROMISE =
  /胜诉率|胜率|(?:包|稳|必|肯定能?|一定能?|绝对能?|百分之?百|100%|保证能?|准能?)(?:打)?(?:赢|胜诉|胜)|包(?:赢|胜|过|成功)|稳赢|必胜|(?:我们?|本(?:平台|助手))(?:可以|能)?(?:保证|担保|承诺)|保证(?:您|你)?(?:能|会|可以)|(?:一定|肯定|绝对|必然)(?:会|能)(?:判|赔|拿到|要回|追回|成功|支持)|成功率(?:达|高达|为|是)?\d|\d{1,3}(?:\.\d+)?[%％](?:的)?(?:胜|概率|可能|把握|机会)/
/** What stands before a promise that the text warns of. */
const WARNS =
  /不能|不要|别|不得|禁止|没有人|谁也|无法|不会|不可|不应|骗|警惕|小心|不予|不可以|凡是|声称|宣称|打着|不信|承诺.{0,6}的/
/** Words of our own instructions or of formats that no citizen should see. */
const LEAK =
  /system prompt|系统提示词|<\/?(?:source|question|history|sources|law_date|today)\b|sourceNumber|"settled"|\{\{|\}\}|作为(?:一个)?(?:AI|人工智能|大?语言)(?:语言)?模型/i

/** Whether a sentence may be shown to a citizen at all, whatever carries it. */
export function mayTell(sentence: string): boolean {
  if (LEAK.test(sentence)) return false
  const promise = PROMISE.exec(sentence)
  return promise === null || WARNS.test(sentence.slice(0, promise.index + promise[0].length + 6))
}
