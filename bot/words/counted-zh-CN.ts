const DAY = new Intl.DateTimeFormat('zh-CN', { dateStyle: 'long', timeZone: 'UTC' })
const DAY_OF_YEAR = new Intl.DateTimeFormat('zh-CN', { month: 'long', day: 'numeric', timeZone: 'UTC' })
const WEEKDAY = new Intl.DateTimeFormat('zh-CN', { weekday: 'short', timeZone: 'UTC' })

/** What is said of days and sums that are counted. */
export const countedInChinese = {
  dayOf: (day: string) => DAY.format(new Date(day)),
  dayUntil: (day: string) => `${DAY.format(new Date(day))}（${WEEKDAY.format(new Date(day))}）`,
  periodEnds: (ends: readonly { says: string; isOver: boolean }[]) =>
    `${ends.map(({ says, isOver }) => (isOver ? `${says}，已经过了` : says)).join('；')}。`,
  periodCounted: (day: string, event: string, moved: readonly string[], basis: string) => {
    const rest = moved.map((each) => DAY_OF_YEAR.format(new Date(each))).join('、')
    return `按${day}${event}算${basis}${rest && `；${rest}休息，往后顺延`}。`
  },
  courtFee: (claim: number, fee: number) =>
    `争的是${claim % 10_000 === 0 ? `${claim / 10_000}万元` : money(claim)}，案件受理费${money(fee)}；适用简易程序的减半，${money(fee / 2)}。`,
  courtFeeCounted: '按争的钱数分段累计〔诉讼费用交纳办法第十三条；第十六条〕。',
  courtFeeLimits: '不超过1万元的收50元，超过的部分按比例，越往上比例越低。',
  severance: (months: number, wage: number | null) => {
    const [owed, twice] = [1, 2].map((times) => {
      const sum = wage === null ? '' : `，${money(times * months * wage)}`
      return `${times * months}个月的工资${sum}`
    })
    return `该给经济补偿的，是${owed}；违法辞退的，赔偿金是它的两倍，${twice}。`
  },
  severanceCounted: (worked: number) => `按${workedFor(worked)}算〔劳动合同法第四十七条；第八十七条〕。`,
  severanceLimits:
    '每满一年一个月工资，剩下的不满六个月算半个月，六个月以上算一个月；工资按离职前十二个月应得的平均数，高于当地上年度职工月平均工资三倍的，按三倍算，最多算十二年。有严重违纪等过错被依法辞退的，没有补偿（劳动合同法第三十九条、第四十六条）。',
} as const

function money(yuan: number): string {
  return `${yuan.toLocaleString('zh-CN', { maximumFractionDigits: 2, useGrouping: false })}元`
}

function workedFor(months: number): string {
  const [years, rest] = [Math.floor(months / 12), months % 12]
  return `干了${years > 0 ? `${years}年` : ''}${rest > 0 ? `${rest}个月` : ''}`
}
