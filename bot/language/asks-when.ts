const WHEN =
  /哪一?天|几号|什么时候|啥时候|什么时间|何时|多久|多长时间|期限|时效|还能|来得及|过期|晚不晚|最晚|最迟|截止|为止/

/** Whether a day is what is asked for. @param text folded */
export function asksWhen(text: string): boolean {
  return WHEN.test(text)
}
