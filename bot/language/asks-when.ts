const WHEN =
  /哪一?天|几号|什么时候|啥时候|什么时间|何时|多久|多长时间|期限|时效|还能|来得及|过期|晚不晚|最晚|最迟|截止|为止/

/** Whether a day is what is asked for. @param text folded */
export function asksWhen(text: string): boolean {
  return WHEN.test(text)
}

const HOW_MUCH = /多少|几个月|几倍|怎么算|咋算|怎样算|如何计算|怎么计算|算算|贵不贵/

/** Whether a sum is what is asked for. @param text folded */
export function asksHowMuch(text: string): boolean {
  return HOW_MUCH.test(text)
}
