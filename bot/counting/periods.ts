import type { Matter } from '../../knowledge/matter.js'

/** Days on which something ends that the law counts from what happened. */
export interface LegalPeriod {
  /** Found in the clause of the day: that it has happened. Where it says little else, `of` may stand elsewhere. */
  act: RegExp
  /** What happened to what, in the clause of the day. */
  of: RegExp
  /** Found in what is said besides. */
  about?: RegExp
  /** Found in what is said: other terms hold, or none. */
  unless?: RegExp
  /** What happened on the day that is counted from. */
  event: string
  /** Each from the event, or `after` the one before it. */
  ends: readonly { term: Term; after?: true; says: (day: string) => string }[]
  /** Citation marks of its articles. */
  basis: string
  /** Fields of the entries that may say how long it is. */
  matters: readonly Matter[]
  /** A last day without work is the last day all the same: what binds an office, or somebody held. */
  fixed?: true
  /** What still helps who is late; ends without a mark. */
  late?: string
}

export type Term = readonly [count: number, unit: 'day' | 'month' | 'year']

/** What has happened, not what has not, will or might. */
function happened(words: string): RegExp {
  return new RegExp(
    `(?<!(?:没有?|未|不|能|会|才|要|想|准备|打算|如果|要是|假如|应该?)(?:去|再|及时|正式)?)(?:${words})`,
  )
}

const RECEIVED = happened('收到|拿到|接到|送达|签收|领到|领了|到手|送来|寄来')
const HURT = happened(
  '受伤|受的伤|伤了|摔|砸|压伤|压断|轧|撞|骨折|断了|烧伤|烫伤|触电|割|夹伤|夹断|出事|出的事|车祸',
)
/** The employer ended the work, or both did. */
export const LEFT_JOB = happened(
  '被?(?:公司|单位|老板|厂里)?(?:辞退|开除|解雇|裁员)|被裁|裁掉|炒鱿鱼|被炒|劝退|离职|离的职|辞职|解除(?:了)?劳动合同|(?:让|叫)我(?:走|滚)',
)
const CRIMINAL =
  /刑|坐牢|拘役|缓刑|被告人|看守所|公诉|罚金|罪|诈骗|盗窃|偷|抢|贩毒|醉驾|帮信|伤害|判(?:了|处|他|我)?[^,，。]{0,3}(?:年|缓)/
const EXCUSED = '有正当理由耽误的，障碍消除后十日内可以向法院申请顺延〔民事诉讼法第八十六条〕'

/** The first that fits is meant. */
export const LEGAL_PERIODS: readonly LegalPeriod[] = [
  {
    act: RECEIVED,
    of: /支付令/,
    unless: /对方|他收到|她收到|公司收到/,
    event: '收到支付令',
    ends: [{ term: [15, 'day'], says: (day) => `不认这笔债的，最晚${day}向法院提出书面异议` }],
    basis: '〔民事诉讼法第二百二十七条〕',
    matters: ['loan_debt', 'civil_procedure_enforcement'],
  },
  {
    act: RECEIVED,
    of: /复议.{0,6}(?:决定|结果|维持|驳回)/,
    unless: /保全|执行|裁定|立案|公安|派出所|刑|法院|税|海关/,
    event: '收到复议决定书',
    ends: [{ term: [15, 'day'], says: (day) => `不服的，一般最晚${day}向法院起诉` }],
    basis: '〔行政诉讼法第四十五条〕',
    matters: ['administrative'],
    late: '不是自己的原因耽误的时间不算在内〔行政诉讼法第四十八条〕',
  },
  {
    act: RECEIVED,
    of: /裁决/,
    about: /劳动|工资|公司|单位|工伤|辞退|老板|社保|加班/,
    unless: /商事|国际|贸仲|承包|房|货款|买卖/,
    event: '收到劳动仲裁裁决书',
    ends: [{ term: [15, 'day'], says: (day) => `劳动者不服的，最晚${day}向法院起诉` }],
    basis: '〔劳动争议调解仲裁法第四十八条；第五十条〕',
    matters: ['labour', 'work_injury', 'social_insurance'],
  },
  {
    act: RECEIVED,
    of: /判决/,
    about: CRIMINAL,
    unless: /二审|终审|再审|附带民事|离婚|生效|执行|受害|被害/,
    event: '收到刑事判决书',
    ends: [{ term: [10, 'day'], says: (day) => `上诉最晚${day}` }],
    basis: '〔刑事诉讼法第二百三十条〕',
    matters: ['criminal'],
  },
  {
    act: RECEIVED,
    of: /判决/,
    unless: new RegExp(`二审|终审|再审|执行|生效|小额|国外|境外|仲裁|裁定|${CRIMINAL.source}`),
    event: '收到一审判决书',
    ends: [
      { term: [15, 'day'], says: (day) => `民事、行政案件上诉最晚${day}` },
      { term: [10, 'day'], says: (day) => `刑事案件最晚${day}` },
    ],
    basis: '〔民事诉讼法第一百七十一条；行政诉讼法第八十五条；刑事诉讼法第二百三十条〕',
    matters: ['civil_procedure_enforcement', 'administrative'],
    late: EXCUSED,
  },
  {
    act: RECEIVED,
    of: /裁定/,
    about: /不予受理|管辖|驳回起诉/,
    unless: new RegExp(`二审|终审|再审|执行|保全|仲裁|国外|境外|${CRIMINAL.source}`),
    event: '收到一审裁定书',
    ends: [{ term: [10, 'day'], says: (day) => `不予受理、管辖异议、驳回起诉的裁定，上诉最晚${day}` }],
    basis: '〔民事诉讼法第一百五十七条；第一百七十一条〕',
    matters: ['civil_procedure_enforcement'],
    late: EXCUSED,
  },
  {
    act: RECEIVED,
    of: /鉴定/,
    about: /劳动能力|工伤/,
    unless: /轻伤|重伤|法医|伤情|司法|打|认定|再次|省/,
    event: '收到劳动能力鉴定结论',
    ends: [{ term: [15, 'day'], says: (day) => `不服的，申请再次鉴定最晚${day}` }],
    basis: '〔工伤保险条例第二十六条〕',
    matters: ['work_injury'],
  },
  {
    act: RECEIVED,
    of: /行政处罚|处罚决定|征收决定|补偿决定/,
    unless: /当场|简易程序|公司罚|单位罚|老板|物业|平台|学校|商场|立案|仲裁|法院|商标|专利|税|复议决定|听证/,
    event: '收到决定书',
    ends: [
      { term: [60, 'day'], says: (day) => `申请行政复议一般最晚${day}` },
      { term: [6, 'month'], says: (day) => `直接起诉一般最晚${day}` },
    ],
    basis: '〔行政复议法第二十条；行政诉讼法第四十六条〕',
    matters: ['administrative', 'traffic', 'land_demolition', 'company'],
  },
  {
    act: happened('申请|去(?:了)?民政局|到(?:了)?民政局|登记'),
    of: /离婚|民政局/,
    about: /冷静期|登记申请|申请离婚登记|撤回|反悔|领证|拿证/,
    unless: /起诉|法院|判决|离婚证|领了证|已经离|离了|离婚后|满了|届满|到期|过了/,
    event: '民政局收到离婚登记申请',
    ends: [
      { term: [30, 'day'], says: (day) => `到${day}为止，任何一方都可以撤回` },
      {
        term: [30, 'day'],
        after: true,
        says: (day) => `从第二天起到${day}，双方亲自一起去领离婚证，没去就视为撤回`,
      },
    ],
    basis: '〔民法典第一千零七十七条〕',
    matters: ['marriage_family'],
  },
  {
    act: happened('刑拘|刑事拘留|拘留|抓'),
    of: /刑拘|刑事拘留/,
    unless: /批捕|逮捕|取保|释放|放出|判|转/,
    event: '被刑事拘留',
    ends: [
      { term: [14, 'day'], says: (day) => `一般最晚${day}批准逮捕或者放人` },
      { term: [37, 'day'], says: (day) => `流窜、多次、结伙作案的重大嫌疑人最晚${day}` },
    ],
    basis: '〔刑事诉讼法第九十一条〕',
    matters: ['criminal'],
    fixed: true,
  },
  {
    act: RECEIVED,
    of: /网购|网上买|淘宝|天猫|京东|拼多多|直播间|抖音|快手|线上买|收到货/,
    about: /退/,
    unless: /坏|质量|假|破|瑕疵|故障|定做|定制|生鲜|水果|海鲜|拆|线下|实体/,
    event: '收到货',
    ends: [
      {
        term: [7, 'day'],
        says: (day) => `不用说理由的退货最晚${day}，定做的、鲜活易腐的等除外`,
      },
    ],
    basis: '〔消费者权益保护法第二十五条〕',
    matters: ['consumer'],
  },
  {
    act: HURT,
    of: HURT,
    about: /工伤/,
    unless: /鉴定|结论|决定书|认定(?:书|下来|了|过)|已经认定|职业病|申请(?:的|了)/,
    event: '受伤',
    ends: [
      { term: [30, 'day'], says: (day) => `单位申请工伤认定最晚${day}` },
      { term: [1, 'year'], says: (day) => `单位不申请的，您自己申请最晚${day}` },
    ],
    basis: '〔工伤保险条例第十七条〕',
    matters: ['work_injury'],
    late: '不是您自己的原因耽误的时间不算在内〔最高人民法院关于审理工伤保险行政案件若干问题的规定第七条〕',
  },
  {
    act: LEFT_JOB,
    of: LEFT_JOB,
    about: /仲裁|还能|来得及|过期|时效|最晚/,
    unless: /裁决|判决|房东|租房|租赁|竞业/,
    event: '离开单位',
    ends: [{ term: [1, 'year'], says: (day) => `申请劳动仲裁一般最晚${day}` }],
    basis: '〔劳动争议调解仲裁法第二十七条〕',
    matters: ['labour'],
    late: '中间向单位要过、单位答应过，或者找有关部门处理过的，可能从那时起重新计算，材料留好去问清楚',
  },
]
