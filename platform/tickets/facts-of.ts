import type { TicketFacts } from '../../bot/ticket-ports.js'
import { findRegion } from '../../knowledge/find-region.js'
import { fullRegionName } from '../../knowledge/regions.js'

/** A part longer than this says nothing at a glance. */
const LONGEST_PART = 120
const PEOPLE =
  /我(?:妈妈?|母亲|爸爸?|父亲|爷爷|奶奶|外公|外婆|儿子|女儿|孩子|丈夫|老公|妻子|老婆|哥哥?|姐姐?|弟弟?|妹妹?)|老板|包工头|用人单位|公司|单位|工厂|厂里|房东|租客|中介|物业|开发商|前夫|前妻|丈夫|老公|妻子|老婆|男方|女方|婆婆|公公|子女|儿子|女儿|兄弟|姐妹|邻居|同事|同学|朋友|亲戚|医院|医生|学校|老师|商家|卖家|平台|快递|司机|车主|保险公司|银行(?!卡)|村委会|居委会|派出所|法院|交警|债务人|担保人|对方/g
const YEAR = '(?:(?:19|20)\\d{2}年|今年|去年|前年|大前年)'
const MONTH = '(?:\\d{1,2}|十[一二]?|[一二三四五六七八九]|上个?|这个?|本)月'
const DAY = '(?:\\d{1,2}|[一二三四五六七八九十]{1,3})[日号]'
const WHEN = new RegExp(
  `${YEAR}?(?:${MONTH}(?:${DAY}|份|初|底|中旬)?)|${YEAR}(?:初|底|年底|春节|上半年|下半年)?|昨天|前天|今天|上周|上个?星期|这两天|最近|(?:\\d+|[一二两三四五六七八九十半]+)(?:个多?月|天|年|周|个星期)(?:前|以前|之前|多了?|了)`,
  'g',
)
const PLACE =
  /在((?!家里?$)[\u4e00-\u9fff\d]{2,14}?)(?:上班|工作|打工|干活|做工|务工|租|买|住|开店|被|发生|摔|受伤|出(?:了|的)?(?:车祸|事))/
const WISH =
  /[吗呢么]$|怎么|如何|怎样|咋|能不能|可不可以|能否|是否|是不是|要不要|多少|哪里|哪儿|谁来|想(?!起|到|不通)|要求|希望|请求|求助|帮(?:我|忙)|有没有(?:办法|权利)|什么(?:责任|后果|处罚|手续|材料|条件|规定|罪)/
const EMPTY = /^(?:转人工|人工|人工客服|找人工|你好|您好|在吗|谢谢|请问|好的|嗯+|是的|对|不是|都不是|我)$/

/**
 * Who, what, when, where, and what is wanted, in the citizen's own words, found by rules. What was not said is absent.
 * @param masked what the citizen said, personal data replaced, oldest first
 */
export function factsOf(masked: readonly string[]): TicketFacts {
  const clauses = masked
    .flatMap((text) => text.normalize('NFKC').split(/[\s,，。;；!！、]+|(?<!\d)\.|(?<=[?？])/u))
    .map((clause) => clause.replace(/[?？]+$/, '').trim())
    .filter((clause) => clause !== '' && !EMPTY.test(clause))
  const whole = clauses.join('，')
  const asked = clauses.filter((clause) => WISH.test(clause))
  const told = clauses.filter((clause) => !WISH.test(clause) && clause.length >= 3)
  const parts: TicketFacts = {
    who: joined(distinct(whole.match(PEOPLE) ?? []), '、'),
    what: joined(distinct(told), '，'),
    when: joined(distinct(whole.match(WHEN) ?? []), '、'),
    where: whereOf(whole),
    wish: joined(distinct(asked).slice(-3), '；'),
  }
  return Object.fromEntries(Object.entries(parts).filter(([, text]) => text !== undefined))
}

function whereOf(text: string): string | undefined {
  const code = findRegion(text, null)
  const said = PLACE.exec(text)?.[1]
  const region = (code !== null && fullRegionName(code)) || ''
  return joined([region, ...(said && !region.includes(said) ? [said] : [])].filter(Boolean), '，')
}

function distinct(items: readonly string[]): string[] {
  const all = [...new Set(items)]
  // 公司 says nothing beside 保险公司.
  return all.filter((item) => !all.some((other) => other !== item && other.includes(item)))
}

function joined(items: readonly string[], by: string): string | undefined {
  if (items.length === 0) return undefined
  const text = items.join(by)
  return text.length <= LONGEST_PART ? text : `${text.slice(0, LONGEST_PART - 1)}…`
}
