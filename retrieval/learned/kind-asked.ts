import { createCache } from '../cache.js'

/** What is asked for, and what the articles say that tell it: other words, which no likeness brings together. */
const KINDS: readonly { asked: RegExp; told: RegExp }[] = [
  {
    asked: /多久|多长时间|几天|几个月|几年内|期限|时效|什么时候|何时|多少天/,
    told: /[一二三四五六七八九十百0-9](?:日|个月|年|天|周|小时)|之日起|期限|期间/,
  },
  {
    asked: /判几年|判刑|判多少年|坐牢|量刑|会判|怎么判|犯罪|构成.{0,6}罪|刑事责任|立案标准/,
    told: /有期徒刑|拘役|无期徒刑|追诉|定罪/,
  },
  { asked: /罚款|处罚|罚多少|怎么罚|行政处罚/, told: /罚款|拘留|吊销|警告|责令|处罚/ },
  {
    asked: /多少钱|赔多少|标准|怎么算|如何计算|比例|费用|多少$/,
    told: /按照.{0,12}(?:计算|标准|确定)|百分之|倍|计算|元|标准/,
  },
  { asked: /哪个法院|哪里的法院|管辖/, told: /管辖/ },
  {
    asked: /哪个部门|哪些部门|找谁|向谁|去哪|哪里办|谁来?(?:负责|管|处理)/,
    told: /部门|机关|机构/,
  },
  { asked: /有效|无效|合法|法律效力|作数|算数/, told: /有效|无效|效力|撤销|不得/ },
  { asked: /承担.{0,8}责任|赔偿|谁负责|谁赔|担责|责任/, told: /承担|赔偿|责任/ },
  {
    asked: /条件|什么情况|哪些情[形况]|什么情形|什么人|哪些人|什么样/,
    told: /下列|情形|条件|具备|符合/,
  },
  {
    asked: /什么是|是什么|什么意思|含义|定义|是指|怎么理解|如何认定|怎么认定|算不算|属于/,
    told: /是指|称为|本法所称|认定|属于|视为/,
  },
  {
    asked: /流程|程序|材料|手续|如何申请|怎么申请|怎么办理|如何办理/,
    told: /申请|提交|材料|办理|登记/,
  },
  {
    asked: /有权|权利|能不能|可不可以|可以.{0,20}吗|能.{0,20}吗|是否可以|能否/,
    told: /有权|可以|不得/,
  },
  { asked: /必须|应当|需要.{0,20}吗|义务|一定要/, told: /应当|必须|义务/ },
  { asked: /怎么分|份额|分割|继承顺序|归谁|属于谁|所有权/, told: /分割|份额|顺序|均等|分配|归/ },
  { asked: /证据|举证|怎么证明|如何证明/, told: /证据|举证|证明|鉴定/ },
  { asked: /解除|终止|反悔|取消|撤销|退(?!休)/, told: /解除|终止|撤销|撤回/ },
  { asked: /谁来?(?:出|付|承担|负担)|费用/, told: /费用|支付|承担|负担/ },
  { asked: /违法|犯法|违规|允许|禁止|合法/, told: /不得|禁止|严禁/ },
  {
    asked: /起诉|诉讼|告(?:[他她它]|对方)|仲裁|复议|申诉|投诉|举报|维权|怎么办|途径|救济/,
    told: /人民法院|诉讼|仲裁|复议|申诉|控告|检举|举报|投诉/,
  },
  {
    asked: /未成年|孩子|小孩|儿童|几岁|[0-9一二三四五六七八九十]岁/,
    told: /未成年|周岁|监护|儿童|子女/,
  },
]

/**
 * How well articles tell what kind of thing is asked for, against those beside them: mean over the kinds asked for of 1
 * or 0 less the share of the articles that tell it; -1 to 1, 0 where no kind is known.
 */
export function fitKinds(question: string, articles: readonly string[]): Float64Array {
  const fits = new Float64Array(articles.length)
  const asked = KINDS.flatMap((kind, number) => (kind.asked.test(question) ? number : []))
  if (asked.length === 0) return fits
  const told = articles.map(kindsTold)
  for (const number of asked) {
    const tells = (kinds: number) => (kinds >> number) & 1
    const share = told.reduce((sum, kinds) => sum + tells(kinds), 0) / told.length
    told.forEach((kinds, i) => {
      fits[i]! += (tells(kinds) - share) / asked.length
    })
  }
  return fits
}

/** Some thousand articles come up again and again. */
const known = createCache<number>({ size: 20_000, maxAgeMs: Number.POSITIVE_INFINITY })

/** @returns a bit for each kind */
function kindsTold(article: string): number {
  let kinds = known.get(article)
  if (kinds === undefined) {
    kinds = KINDS.reduce((bits, { told }, number) => (told.test(article) ? bits | (1 << number) : bits), 0)
    known.set(article, kinds)
  }
  return kinds
}
