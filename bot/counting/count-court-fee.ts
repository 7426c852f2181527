import type { Words } from '../words/zh-CN.js'
import type { Counted } from './counted.js'
import { readMoney } from './read-money.js'

/** 诉讼费用交纳办法, article 13: of the part up to so many yuan, so many per mille; the first 10,000 yuan cost 50. */
const FLAT = { upTo: 10_000, fee: 50 }
const STEPS: readonly (readonly [upTo: number, perMille: number])[] = [
  [100_000, 25],
  [200_000, 20],
  [500_000, 15],
  [1_000_000, 10],
  [2_000_000, 9],
  [5_000_000, 8],
  [10_000_000, 7],
  [20_000_000, 6],
  [Number.POSITIVE_INFINITY, 5],
]
const ASKS_FEE =
  /诉讼费|受理费|起诉费|立案费|(?:打官司|起诉|立案|告他|上法院|去法院).{0,12}(?:多少钱|要钱|花钱|费用|收费|交多少)/
/** Other fees, or another way to count them. */
const OTHERWISE =
  /离婚|工资|劳动|仲裁|律师费|名誉|肖像|专利|商标|行政|破产|执行费|保全费|鉴定|公证|谁出|谁承担/

/** What a court takes for a suit about so much money. @param text folded @param message folded; where the sum stands */
export function countCourtFee(text: string, message: string, words: Words): Counted | null {
  if (!ASKS_FEE.test(text) || OTHERWISE.test(text)) return null
  const claim = readMoney(message)
  if (claim === null) return null
  return { result: words.courtFee(claim, courtFee(claim)), how: words.courtFeeCounted }
}

/** @param claim yuan @returns yuan */
export function courtFee(claim: number): number {
  let [fee, from] = [FLAT.fee, FLAT.upTo]
  for (const [upTo, perMille] of STEPS) {
    if (claim <= from) break
    fee += ((Math.min(claim, upTo) - from) * perMille) / 1000
    from = upTo
  }
  return Math.round(fee * 100) / 100
}
