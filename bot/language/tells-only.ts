/** Asks, wishes, or says what is to be answered as if it were asked: 那他不给, 物业不管. */
const ASKS =
  /[吗呢么?？]|怎么|怎样|咋|如何|什么|啥|多少|多久|[几哪谁]|[能可要会行该好是对有]不[能可要会行该好是对]|有没有|没有?用|(?<!不)(?:可以|能|该)|为何|凭|办|算|帮|(?<!申)请|想|要(?!我|求我|是)|^(?:那|如果|要是|万一|假如)/

/** A fact told in a few words, with nothing asked: 他今年三十, 我在南京他在合肥. */
export function tellsOnly(text: string): boolean {
  return text.length <= LONGEST_FACT && !ASKS.test(text)
}

const LONGEST_FACT = 16
