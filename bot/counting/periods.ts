/** A day on which something ends that the law counts from what happened. */
export interface LegalPeriod {
  /** All of these are found in what the citizen says. Folded text. */
  when: readonly RegExp[]
  unless?: RegExp
  /** What happened on the day that is counted from. */
  event: string
  /** Each from the event, or `after` the one before it. */
  ends: readonly { term: Term; after?: true; says: (day: string) => string }[]
  /** Laws and numbers of articles. */
  basis: string
  /** A last day without work is the last day all the same: what binds an office, or somebody held. */
  fixed?: true
  /** What still helps who is late; ends without a mark. */
  late?: string
}

export type Term = readonly [count: number, unit: 'day' | 'month' | 'year']

const RECEIVED = /收到|拿到|接到|送达|签收|领到|领了|到手|下来|送来|寄来|给我/
const HURT = /工伤|受伤|伤了|摔|砸|压伤|压断|轧|撞|骨折|断了|烧伤|烫伤|触电|割|夹|中毒|职业病|事故|出事|车祸/
const LEFT =
  /辞退|开除|解雇|裁员|被裁|裁掉|炒鱿鱼|被炒|劝退|离职|辞职|解除.{0,6}合同|合同.{0,4}(?:到期|终止)|(?:让|叫)我(?:走|滚)|不(?:让|叫)我(?:去|来)上班/
const ASKS_STILL = /仲裁|还能|来得及|过期|时效|晚不晚|到哪天|到什么时候|到几号|最晚|截止|多久/
const RESTARTS = '中间向对方要过、对方答应过，或者找有关部门处理过的，可能从那时起重新计算，材料留好去问清楚'
const EXCUSED = '有正当理由耽误的，障碍消除后十日内可以向法院申请顺延（《民事诉讼法》第八十六条）'

/** The first that fits is meant. */
export const LEGAL_PERIODS: readonly LegalPeriod[] = [
  {
    when: [/支付令/, RECEIVED],
    event: '收到支付令',
    ends: [{ term: [15, 'day'], says: (day) => `不认这笔债的，最晚${day}向法院提出书面异议` }],
    basis: '《民事诉讼法》第二百二十七条',
  },
  {
    when: [/复议决定|复议.{0,6}(?:结果|维持|驳回)/, RECEIVED],
    event: '收到复议决定书',
    ends: [{ term: [15, 'day'], says: (day) => `不服的，最晚${day}向法院起诉` }],
    basis: '《行政诉讼法》第四十五条',
    late: EXCUSED,
  },
  {
    when: [/仲裁.{0,8}裁决|裁决书/, RECEIVED],
    unless: /商事|国际|贸仲|仲裁协议|仲裁条款/,
    event: '收到劳动仲裁裁决书',
    ends: [{ term: [15, 'day'], says: (day) => `劳动者不服的，最晚${day}向法院起诉` }],
    basis: '《劳动争议调解仲裁法》第四十八条、第五十条',
  },
  {
    when: [/再审/, /生效|终审|二审/],
    event: '判决生效',
    ends: [{ term: [6, 'month'], says: (day) => `申请再审一般最晚${day}` }],
    basis: '《民事诉讼法》第二百一十六条',
  },
  {
    when: [/执行/, /生效|履行期|(?:还款|付款|给付).{0,4}(?:到期|期限|日期)/],
    unless: /执行异议|刑/,
    event: '判决定的履行期届满（没定履行期的，判决生效）',
    ends: [{ term: [2, 'year'], says: (day) => `申请强制执行最晚${day}` }],
    basis: '《民事诉讼法》第二百五十条',
    late: RESTARTS,
  },
  {
    when: [/判决|判了/, RECEIVED, /刑|坐牢|拘役|缓刑|被告人|刑期/],
    unless: /二审|终审|再审|附带民事|离婚/,
    event: '收到刑事判决书',
    ends: [{ term: [10, 'day'], says: (day) => `上诉最晚${day}` }],
    basis: '《刑事诉讼法》第二百三十条',
  },
  {
    when: [/判决/, RECEIVED],
    unless: /二审|终审|再审|执行|刑|生效/,
    event: '收到一审判决书',
    ends: [{ term: [15, 'day'], says: (day) => `民事、行政案件上诉最晚${day}` }],
    basis: '《民事诉讼法》第一百七十一条、《行政诉讼法》第八十五条',
    late: EXCUSED,
  },
  {
    when: [/裁定/, RECEIVED],
    unless: /二审|终审|再审|执行|保全|刑|仲裁/,
    event: '收到一审裁定书',
    ends: [{ term: [10, 'day'], says: (day) => `不予受理、管辖异议、驳回起诉的裁定，上诉最晚${day}` }],
    basis: '《民事诉讼法》第一百五十七条、第一百七十一条',
    late: EXCUSED,
  },
  {
    when: [/起诉状|应诉通知/, RECEIVED],
    event: '收到起诉状',
    ends: [{ term: [15, 'day'], says: (day) => `答辩状最晚${day}交，不交不影响审理` }],
    basis: '《民事诉讼法》第一百二十八条',
  },
  {
    when: [/鉴定/, RECEIVED, /劳动能力|伤残|工伤|[一二三四五六七八九十]级/],
    unless: /司法鉴定|车祸|交通/,
    event: '收到劳动能力鉴定结论',
    ends: [{ term: [15, 'day'], says: (day) => `不服的，申请再次鉴定最晚${day}` }],
    basis: '《工伤保险条例》第二十六条',
  },
  {
    when: [/处罚|罚款|罚单|认定决定|征收决定|补偿决定|不予.{0,6}决定/, /决定|罚/, RECEIVED],
    unless: /公司|单位罚|老板/,
    event: '收到决定书',
    ends: [
      { term: [60, 'day'], says: (day) => `申请行政复议一般最晚${day}` },
      { term: [6, 'month'], says: (day) => `直接起诉一般最晚${day}` },
    ],
    basis: '《行政复议法》第二十条、《行政诉讼法》第四十六条',
  },
  {
    when: [/离婚/, /登记申请|申请(?:了)?(?:协议)?离婚|冷静期|民政局|离婚登记|办(?:了|的)?离婚/],
    unless: /起诉|法院|判决/,
    event: '民政局收到离婚登记申请',
    ends: [
      { term: [30, 'day'], says: (day) => `到${day}为止，任何一方都可以撤回` },
      {
        term: [30, 'day'],
        after: true,
        says: (day) => `从第二天起到${day}，双方亲自一起去领离婚证，没去就视为撤回`,
      },
    ],
    basis: '《民法典》第一千零七十七条',
  },
  {
    when: [/刑拘|刑事拘留/],
    event: '被刑事拘留',
    ends: [
      { term: [14, 'day'], says: (day) => `一般最晚${day}批准逮捕或者放人` },
      { term: [37, 'day'], says: (day) => `流窜、多次、结伙作案的重大嫌疑人最晚${day}` },
    ],
    basis: '《刑事诉讼法》第九十一条',
    fixed: true,
  },
  {
    when: [/网购|网上买|淘宝|天猫|京东|拼多多|直播间|抖音|快手|线上买/, /收到|签收|到货|拿到/, /退/],
    event: '收到货',
    ends: [{ term: [7, 'day'], says: (day) => `不用说理由的退货最晚${day}` }],
    basis: '《消费者权益保护法》第二十五条',
  },
  {
    when: [/工伤/, HURT],
    unless: /鉴定|结论|决定书/,
    event: '受伤',
    ends: [
      { term: [30, 'day'], says: (day) => `单位申请工伤认定最晚${day}` },
      { term: [1, 'year'], says: (day) => `单位不申请的，您自己申请最晚${day}` },
    ],
    basis: '《工伤保险条例》第十七条',
  },
  {
    when: [LEFT, ASKS_STILL],
    unless: /裁决|判决|试用期多久/,
    event: '离开单位',
    ends: [{ term: [1, 'year'], says: (day) => `申请劳动仲裁一般最晚${day}` }],
    basis: '《劳动争议调解仲裁法》第二十七条',
    late: RESTARTS,
  },
  {
    when: [/立案/, /法院|开庭|起诉|判/],
    unless: /公安|派出所|报案|报警|刑|执行|仲裁/,
    event: '法院立案',
    ends: [
      { term: [2, 'month'], says: (day) => `小额诉讼一般最晚${day}审结` },
      { term: [3, 'month'], says: (day) => `简易程序${day}` },
      { term: [6, 'month'], says: (day) => `普通程序${day}，特殊情况都可以延长` },
    ],
    basis: '《民事诉讼法》第一百五十二条、第一百六十四条、第一百六十八条',
    fixed: true,
  },
  {
    when: [
      /(?:约定|说好|写明|写的|答应|承诺|应该|应当|应|该).{0,16}(?:还|付清|结清)|到期|还款日/,
      /还|欠|借|款/,
    ],
    unless: /判决|调解书|执行|仲裁|合同到期|租/,
    event: '约好还钱',
    ends: [{ term: [3, 'year'], says: (day) => `起诉一般最晚${day}` }],
    basis: '《民法典》第一百八十八条',
    late: RESTARTS,
  },
]
