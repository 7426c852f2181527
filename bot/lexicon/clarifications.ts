/** One question back, where the answer hangs on a fact that was not said. */
export interface Clarification {
  /** On folded text. */
  when: RegExp
  /** The fact was said after all. */
  unless: RegExp
  question: string
  choices: readonly Choice[]
  /** Ask even where a source seems to fit. Otherwise only when none does. */
  always?: boolean
}

interface Choice {
  label: string
  /** Title of the entry that answers whoever picks it. */
  asks: string
}

export const CLARIFICATIONS: readonly Clarification[] = [
  {
    when: /(?:判了|判决|法院判|胜诉|打赢了|官司赢了|调解书|裁决).{0,16}(?:不给钱|不给|不还|不执行|不履行|不赔|不付|拿不到|要不到)/,
    unless: /生效|强制执行|申请执行|执行局|执行庭|法官|两年|2年|终本|终结|上诉期|已经申请|失信|老赖/,
    question: '判决生效了吗，生效多久了？申请强制执行有期限，这决定下一步。',
    choices: [
      { label: '生效不到两年', asks: '判决下来对方不履行，怎么申请执行？' },
      { label: '超过两年', asks: '判决生效超过两年了，还能申请执行吗？' },
      { label: '还没生效/不清楚', asks: '判决书什么时候生效？' },
    ],
    always: true,
  },
  {
    when: /^(?:我)?(?:想|要|怎么|如何|怎样)*(?:[跟和与同]我?(?:老公|老婆|丈夫|妻子|爱人|对象|媳妇|他|她))?(?:办理?)?离婚了?(?:怎么办|怎么离|流程|怎么办理|手续)?[?？。]*$/,
    unless: /起诉|协议|同意|不肯|不愿/,
    question: '对方同意离婚吗？两条路不一样。',
    choices: [
      { label: '双方都同意离婚', asks: '办理离婚登记（协议离婚）' },
      { label: '对方不同意离婚', asks: '第一次起诉离婚，法院会判离吗？' },
      { label: '联系不上对方', asks: '对方失踪、联系不上，怎么离婚？' },
    ],
  },
  {
    when: /^.{0,10}(?:受伤|摔伤|被撞伤|砸伤)了?.{0,8}(?:怎么办|怎么赔|能赔多少|赔多少|谁负责|找谁)?[?？。]*$/,
    unless:
      /上班|工地|干活|车|公司|老板|打|学校|商场|狗|医院|邻居|酒店|超市|外卖|骑手|快递|平台|厂|单位|实习|养老院|幼儿园|饭店|景区|公交|地铁|保姆|家政|雇/,
    question: '在什么地方、怎么受的伤？责任不一样。',
    choices: [
      { label: '上班干活时受伤', asks: '什么情况算工伤？' },
      { label: '交通事故受伤', asks: '交通事故能赔哪些钱？' },
      { label: '被人打伤', asks: '被人打了，怎么要赔偿？' },
      { label: '在商场、饭店、小区等地方受伤', asks: '在饭店、超市、小区里摔伤了，找谁赔？' },
      { label: '孩子在学校受伤', asks: '孩子在学校受伤，学校要赔吗？' },
    ],
  },
  {
    when: /^(?:我)?(?:被|让人)?(?:人)?骗(?:了|钱了)?(?:.{0,6}(?:钱|元|块|万))?.{0,4}(?:怎么办|咋办|怎么处理)?[?？。]*$/,
    unless: /网|电话|平台|刷单|朋友|借|投资|买|卖|装修|培训|加盟/,
    question: '钱是怎么被骗的？处理办法不一样。',
    choices: [
      { label: '网上或电话里被骗', asks: '被网络诈骗了，钱还能追回来吗？' },
      { label: '借给熟人不还', asks: '欠钱不还，该怎么要？' },
      { label: '买东西被骗', asks: '网购买到假货怎么赔？' },
      { label: '投资理财被骗', asks: '投资理财平台跑路、非法集资怎么办？' },
    ],
  },
  {
    when: /^.{0,8}押金(?:不退|不给退|退不了|要不回来?|怎么要).{0,8}$/,
    unless: /房|租|酒店|健身|单位|公司|入职|车/,
    question: '是什么押金？',
    choices: [
      { label: '租房押金', asks: '退租了，房东不退押金怎么办？' },
      { label: '入职时交的押金', asks: '公司扣工资、罚款、收押金，合法吗？' },
      { label: '办卡、预付的钱', asks: '办卡后反悔了，能退钱吗？' },
    ],
  },
  {
    when: /^(?:我)?(?:想|要|该)?(?:怎么|如何|怎样)?(?:去)?(?:法院)?(?:起诉|打官司|告人)(?:怎么(?:弄|办|走|告))?(?:流程|程序)?[?？。]*$/,
    unless: /欠|离婚|工资|房|借|赔/,
    question: '为了什么事起诉？告法院和先仲裁，路不一样。',
    choices: [
      { label: '对方欠钱不还', asks: '欠钱不还，该怎么要？' },
      { label: '离婚', asks: '起诉离婚要准备什么材料，起诉状怎么写？' },
      { label: '工资和劳动纠纷', asks: '申请劳动仲裁' },
      { label: '告政府部门', asks: '提起行政诉讼（民告官）' },
      { label: '别的事', asks: '怎么写起诉状，到法院立案要带什么？' },
    ],
  },
  {
    when: /^.{0,4}(?:能|可以|该|应该|要)?(?:赔|补偿|赔偿)(?:我)?(?:多少|几个月|标准)(?:钱)?[?？。呢]*$/,
    unless: /工伤|交通|车|辞退|开除|拆迁|征地|打/,
    question: '是哪一种赔偿？算法不一样。',
    choices: [
      { label: '被单位辞退的赔偿', asks: '被公司辞退，能拿多少赔偿？' },
      { label: '工伤赔偿', asks: '伤残一到十级能拿多少钱？' },
      { label: '交通事故赔偿', asks: '交通事故能赔哪些钱？' },
      { label: '被打伤的赔偿', asks: '被人打了，怎么要赔偿？' },
    ],
  },
  {
    when: /(?:父母|爸|妈|老人|爷爷|奶奶|亲人|丈夫|妻子).{0,8}(?:去世|过世|走了|不在了).{0,8}(?:房|财产|钱|存款).{0,8}(?:怎么(?:分|办|继承)|归谁|给谁)[?？。]*$/,
    unless: /遗嘱|没有?留|公证|赠与/,
    question: '去世的人留下遗嘱了吗？有没有遗嘱，分法不一样。',
    choices: [
      { label: '没有遗嘱', asks: '没有遗嘱，遗产由谁继承，怎么分？' },
      { label: '有遗嘱', asks: '有遗嘱的，遗产怎么分？' },
      { label: '不清楚有没有遗嘱', asks: '没有遗嘱，遗产由谁继承，怎么分？' },
    ],
  },
]

/** What a choice stands for; null for a label that no clarification has. */
export function questionOfChoice(label: string): string | null {
  for (const { choices } of CLARIFICATIONS) {
    const choice = choices.find((candidate) => candidate.label === label)
    if (choice) return choice.asks
  }
  return null
}
