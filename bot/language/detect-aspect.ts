import type { Aspect } from '../turn.js'

/** First match wins: 要多久 before 怎么办. */
const ASPECTS: [Exclude<Aspect, null>, RegExp][] = [
  [
    'materials',
    /(?:什么|哪些|啥|哪种|几样)(?:材料|资料|证件|手续|东西|证据|文件)|(?:带|准备|提供|交|提交)(?:些|点)?(?:什么|哪些|啥)|材料(?:清单|有哪些)?[?？]?$/,
  ],
  [
    'duration',
    /多久|多长时间|几天|几个月|几年|什么时候能|何时能|时间要|时限|期限|多少天|来得及|过期[吗没了]|有效期/,
  ],
  [
    'fee',
    /(?:收|花|交|用)(?:多少)?钱|(?<!能|以)(?:要|得)多少钱|(?:要|得)钱[吗么不]|(?<![赔补给拿判罚分偿到回要])多少钱|多少.{0,3}费|费用|收费|免费|怎么收|要钱吗|贵不贵|交费/,
  ],
  [
    'amount',
    /(?:赔|补|给|拿|判|罚|分|要|算)(?:偿|我|给我|到|回)?(?:多少|几个月|几倍|几成|哪些钱|什么钱)|多少(?:赔偿|补偿|钱|倍)|怎么(?:算|计算|赔)|标准|最多|最少|上限/,
  ],
  ['where', /在哪|哪里|哪儿|去哪|地址|电话|找谁|哪个部门|哪个法院|什么部门|去什么地方|怎么联系|最近的|附近/],
  ['reason', /为什么|为啥|凭什么|依据是什么|根据什么|哪条法律|什么法律/],
  [
    'how',
    /^(?:那|我|该|要|应该|现在|接下来)*怎么(?:办|弄)|怎么(?:申请|办(?![?？。!！呢啊呀]*$)|弄(?![?？。!！呢啊呀]*$)|做|走|写|起诉|证明|收集|找|报|告|要|维权|操作)|如何|怎样|流程|步骤|程序|第一步|先做什么/,
  ],
]

/** Until when one has to come: 时效是多久, 多长时间内要申请. How long the office takes says nothing of it. */
const DEADLINE = /时效|(?:多久|多长时间|几天|几日|几个月|几年)之?内.{0,4}(?:申请|提|起诉|告|办)/

/** @param text folded text of the new part of the message */
export function detectAspect(text: string): Aspect {
  if (DEADLINE.test(text)) return null
  return ASPECTS.find(([, pattern]) => pattern.test(text))?.[0] ?? null
}
