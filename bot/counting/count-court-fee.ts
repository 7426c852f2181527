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
  /(?:诉讼费|受理费|起诉费|立案费)(?:是|要|得|该)?(?:交|缴|收)?(?:多少|怎么算|怎么收|怎么交|咋算)|多少(?:钱)?(?:的)?(?:诉讼费|受理费)|(?:打官司|起诉|立案|告他|上法院|去法院)[^,，。]{0,6}(?:要|花|交|收)[^,，。]{0,4}多少(?:钱|费)/
/** Other fees, or another way to count them. */
const OTHERWISE =
  /离婚|工资|劳动|劳务|提成|辞退|仲裁|律师|名誉|肖像|隐私|姓名|人身|打伤|受伤|伤残|车祸|撞|医疗|专利|商标|行政|破产|执行|支付令|保全|上诉|二审|鉴定|公证|谁出|谁承担|退/

/**
 * What a court takes for a suit about so much money.
 * @param message folded; the sum stands in it @param before folded; the question that it goes on from
 */
export function countCourtFee(message: string, before: string, words: Words): Counted | null {
  const text = `${before} ${message}`
  if (!ASKS_FEE.test(text) || OTHERWISE.test(text)) return null
  const claim = readMoney(message)
  if (claim === null) return null
  return {
    kind: 'sum',
    result: words.courtFee(claim, courtFee(claim)),
    how: words.courtFeeCounted,
    limits: words.courtFeeLimits,
    matters: ['civil_procedure_enforcement', 'loan_debt'],
  }
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
