import type { ServiceLine } from '../../knowledge/service-line.js'

/** First match wins: the narrower service stands first. */
const SERVICE_TERMS: [ServiceLine, RegExp][] = [
  ['community_correction', /社区矫正|监外执行|矫正对象|司法所报到/],
  ['resettlement', /刑满释放|安置帮教|帮教|出狱|刑释|回归社会/],
  [
    'forensic',
    /司法鉴定|伤残鉴定|伤情鉴定|亲子鉴定|笔迹鉴定|鉴定机构|鉴定所|精神鉴定|法医|重新鉴定|酒精检测/,
  ],
  ['notary', /公证/],
  ['legal_aid', /法律援助|法援|请不起律师|没钱请律师|免费(?:的)?律师|律师免费|援助律师|指派律师/],
  [
    'mediation',
    /人民调解|调解委员会|调委会|调解员|居委会调解|村委会调解|社区调解|(?:申请|找人|帮忙|想|请)调解|调解协议|司法确认/,
  ],
  ['arbitration', /仲裁/],
  ['publicity', /普法|法治宣传|法制宣传|法治讲座|法律讲座|宪法日|法治文化|宣传手册|法律明白人/],
  [
    'lawyer',
    /找(?:个)?律师|请(?:个|一个|一位)?律师|律师费|律师收费|律师事务所|律所|代理律师|委托律师|换律师|律师函|律师见证/,
  ],
]

/** The service a text speaks of, if any. */
export function findServiceLine(text: string): ServiceLine | null {
  return SERVICE_TERMS.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}

/** Offices of public legal service: asking where they are is a question about service. */
export const SERVICE_PLACE =
  /公共法律服务|法律服务(?:中心|站|所|大厅)|司法所|司法局|公证处|律师事务所|律所|鉴定(?:中心|所|机构)|调解(?:委员会|中心|室)|法律援助(?:中心|窗口|站|处|机构)|法援中心|仲裁(?:委|委员会|院)|12348|法律咨询(?:窗口|室|电话)|矫正(?:中心|所)/
