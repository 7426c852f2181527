import type { Matter } from '../../knowledge/matter.js'
import type { Aspect, Understanding } from '../turn.js'

/** What a few words of a follow-up ask for, and what sentences that answer it say. */
interface Asked {
  asks: RegExp
  says: RegExp
}

const EVIDENCE =
  /证据|取证|保存|保留|留好|留证|留底|截图|截屏|录音|录像|拍照|拍下|拍视频|凭证|凭据|票据|发票|小票|病历|流水|聊天|认定书|证人|鉴定/

const NUMBER = '[\\d零一二两三四五六七八九十百]+'

/** 他名下没房子, 老板没钱赔: nothing that could be taken from whoever owes. */
const NOTHING_TO_TAKE =
  /(?:名下|他们?|她|对方|人家|老板|公司|商家|房东|欠钱的)[^，。]{0,3}?(?:(?:没有?|无)(?:什么|啥|多少)?(?:钱|财产|房子|房产|车|存款|资产)(?![证位牌票包租的损险辆])|(?:什么|啥)[都也]没有?|(?:[一半](?:分|毛|点)钱?|财产|存款)[都也]?没有?(?=[了，。！]|$))/

/** In other words than the follow-up's; the first that is asked for holds: 他不退能报警吗 asks for the police. */
const ASKED: readonly Asked[] = [
  { asks: /证据|证明得了|怎么证明/, says: EVIDENCE },
  { asks: /报警|报案|警察|派出所|公安/, says: /报警|报案|警察|派出所|公安|(?<!\d)110/ },
  {
    asks: /坐牢|判刑|犯罪|犯法|案底|被抓|抓(?:人|他|她|我|进去)|拘留/,
    says: /坐牢|判刑|构成[^，。]{0,4}罪|徒刑|刑事|拘役|拘留|涉嫌/,
  },
  {
    asks: /起诉|打官司|告他|告她|告到|(?:怎么|找谁|去?哪里?|能)告|法院/,
    says: /起诉|打官司|诉讼|法院|仲裁|劳动监察/,
  },
  { asks: /协商|商量|私了|调解/, says: /协商|商量|谈|分期(?!还不)|调解/ },
  { asks: /投诉|举报|反映/, says: /投诉|举报|反映|(?<!\d)12\d{3}(?!\d)/ },
  // What a paper says is no refusal: 合同里写了违约不退.
  {
    asks: /(?:合同|协议|条款|收据|单子|上面?)[^，。]{0,3}(?:写|约定|规定)/,
    says: /合同|协议|条款|约定|写明|写清/,
  },
  {
    asks: /不干了?|不做了|辞职|离职|走人|马上走|能走[吗么]/,
    says: /解除|辞职|书面通知|马上走/,
  },
  {
    asks: /骚扰|催收|通讯录|打[^，。]{0,6}(?:电话|座机|手机)/,
    says: /骚扰|侵扰|恐吓|通讯录/,
  },
  { asks: NOTHING_TO_TAKE, says: /没钱|没有?财产|财产线索|查封|冻结|保全|执行不到|转移/ },
  { asks: /(?<!不)赔(?:钱|偿|我|给)|索赔/, says: /赔|补偿|损失/ },
  {
    asks: /不认|不承认|不理|拖着|不给|不管|管不了|不处理|不受理|不立案|没用|不肯|不听|不配合|不赔|不还|不退|不改|不签|不来|不愿|赖账|耍赖|拒绝/,
    says: /谈不|不成|不认|不承认|不给|不管|不改|不理|不退|不还|不赔|不同意|不处理|拒|投诉|举报|调解|仲裁|起诉|执行/,
  },
  // A fact that the answer is counted by: 干了三年零四个月, 孩子九岁.
  { asks: new RegExp(`${NUMBER}周?岁`), says: /周岁/ },
  {
    asks: new RegExp(`${NUMBER}(?:年|个?月)`),
    says: new RegExp(`[每已]?满${NUMBER}?(?:年|个?月)|(?:年|个?月)(?:以上|以下)|每[干满]`),
  },
  {
    asks: new RegExp(`${NUMBER}多?(?:元|块|万|千)`),
    says: new RegExp(`(?:双|${NUMBER})倍|不足${NUMBER}元|价款|金额`),
  },
]

const DEADLINE = new RegExp(
  `时效|过期|${NUMBER}个?(?:工作日|日|天|月|年)(?:之|以)?内[^，。；]{0,14}(?:申请|提|起诉|告|申报|主张|行使|要求|投诉|仲裁|复议|撤销)|超过[^，。；]{0,10}${NUMBER}个?(?:日|天|月|年)`,
)

const BY_ASPECT: Partial<Record<NonNullable<Aspect>, RegExp>> = {
  materials: new RegExp(`材料|身份证|户口[本簿]|复印件|起诉状|申请书|申请表|${EVIDENCE.source}`),
  duration:
    /[\d零一二两三四五六七八九十百]+个?(?:工作日|日|天|月|小时)(?:之|以)?内[^，。；]{0,10}(?:答复|处理|办|作出|决定|立案|受理|审|出|发|裁|告知|赔|付)|等[\d零一二两三四五六七八九十百]+个?(?:工作日|日|天|月)|当天|当日|审结/,
  fee: /收费|不要钱|免费|费用(?!单|清)|(?:诉讼|受理|申请|公证|律师|鉴定|工本|手续)费|交费|预交|省钱/,
  where:
    /(?:到|去|向|找|打|在)[^，。；]{0,14}(?:法院|派出所|公安|交警|仲裁|监察|调解|居委|村委|街道|社区|乡镇|中心|窗口|局|部门|委员会|协会|公证处|机构)|(?<!\d)(?:110|12\d{3}|96\d{3})(?!\d)|住所地|所在地/,
  amount: /倍|百分之|平均|每满|[费金][、和都等]|按[^，。]{1,14}(?:算|赔|给)/,
}

/** Whether two texts ask for the same in other words: 他一直拖着不给, and 对方不给抚养费怎么办. */
export function asksAlike(focus: string, title: string): boolean {
  return ASKED.find(({ asks }) => asks.test(focus))?.asks.test(title) ?? false
}

/** 起诉要多久, 报警要多少钱 ask for a figure, not for the court or the police. */
const FIGURES: readonly Aspect[] = ['duration', 'fee', 'amount']

/** What a sentence says that answers the few words of a follow-up; null: their own words tell it best. */
export function answersTo({ focus, aspect }: { focus: string; aspect: Aspect }): RegExp | null {
  if (aspect === 'deadline') return DEADLINE
  const ofSide = aspect === null ? null : (BY_ASPECT[aspect] ?? null)
  if (ofSide !== null && FIGURES.includes(aspect)) return ofSide
  return ASKED.find(({ asks }) => asks.test(focus))?.says ?? ofSide
}

const AT_COURT: Partial<Record<NonNullable<Aspect>, string>> = {
  materials: '打官司怎么收集证据',
  duration: '起诉后多久开庭、多久出判决',
  deadline: '诉讼时效是几年，过了怎么办',
  fee: '打官司要交多少诉讼费',
  where: '应该去哪个法院起诉',
}
const AT_ARBITRATION = '劳动仲裁怎么申请，要多久，花多少钱'
const UNTIL_ARBITRATION = '仲裁时效是多久，过了怎么办'
/** These take other ways than a lawsuit between two. */
const NOT_AT_COURT: readonly Matter[] = [
  'criminal',
  'administrative',
  'land_demolition',
  'work_injury',
  'social_insurance',
]

const OF_NOTHING_TO_TAKE = '对方名下没财产，执行不到怎么办'

/** Whether a follow-up says that nothing can be taken from whoever owes: that is the same of every debt. */
export function saysNothingToTake(focus: string): boolean {
  return NOTHING_TO_TAKE.test(focus)
}

/** What is asked instead, of every dispute, where a subject's own entries say nothing of that side. */
export function askedOfDisputes({
  aspect,
  matter,
  focus,
}: Pick<Understanding, 'aspect' | 'matter' | 'focus'>): string | null {
  if (NOT_AT_COURT.includes(matter)) return null
  if (saysNothingToTake(focus)) return OF_NOTHING_TO_TAKE
  const question = aspect === null ? null : (AT_COURT[aspect] ?? null)
  if (question === null || matter !== 'labour') return question
  return aspect === 'deadline' ? UNTIL_ARBITRATION : AT_ARBITRATION
}
