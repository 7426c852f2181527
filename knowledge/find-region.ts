import { childRegions, eachRegion, parentCodes } from './regions.js'

const PEOPLES =
  '(?:蒙古|维吾尔|哈萨克|柯尔克孜|锡伯|塔吉克|(?:土家|苗|彝|藏|回|朝鲜|傣|景颇|傈僳|白|哈尼|壮|布依|侗|羌|蒙古|黎|瑶|满|畲|仡佬|水|毛南|仫佬|京|纳西|拉祜|佤|布朗|普米|独龙|怒|达斡尔|鄂温克|鄂伦春|裕固|土|撒拉|保安|东乡|维吾尔|哈萨克|柯尔克孜|塔吉克|锡伯|俄罗斯|各)族)+'
/** Names that are ordinary words, dishes or streets when 市 is left off. */
const NEEDS_SUFFIX = new Set(
  '朝阳 来宾 白银 中山 黄山 东方 普洱 长治 海东 吉安 安康 安顺 百色 和田 大理 宜春 白山 中卫 金华 三明 平凉 固原 大同 玉林 通化 宝山 兴安 河源 海口 江门 保山 日照 文山 红河 怒江 昌都 山南 那曲 玉树 海北 海南州 海西 五指山 松原 金昌 阳泉 晋中 德州 大庆 自贡 巴中 东营'.split(
    ' ',
  ),
)
/** A name before one of these belongs to something else: 南京路, 北京烤鸭, 上海银行, 北京时间. */
const SOMETHING_ELSE =
  /^(?:[东南西北中]?(?:路|大道|街(?!道))|烤鸭|火锅|小面|拉面|小吃|米粉|火腿|菜|话|银行|时间|大众|现代|牌|卷烟|白药|(?:师范|交通|财经|理工|农业|工业|科技|外国语|政法|医科)?(?:大学|学院))/
const OTHERS =
  '(?:老公|老婆|丈夫|妻子|前夫|前妻|公公|婆婆|岳父|岳母|邻居|男方|女方|男友|女友|[男女]朋友|对象|对方|父母|[爸妈]妈?爸?|父亲|母亲|儿子|女儿|哥哥?|弟弟?|姐姐?|妹妹?|朋友|同学|同事|亲戚|卖家|商家|买家|网友|老板|房东|债务人|被告|骗子|他|她)'
/** What is told of somebody else, of where one comes from or goes to: 老公是上海户口, 老家安徽, 去北京出差. */
const ASIDE_BEFORE = new RegExp(
  `${OTHERS}们?(?:人|户口|户籍|老家|公司)?(?:现在|一直|还|也|就|都)?(?:是|在|住在|躲在|躲到|跑到|跑去|去了?|逃到|来自)$|(?:老家|户籍|户口|籍贯|祖籍|出生)地?(?:是|在|为)?$|(?:寄|寄到|发到|发往|飞|嫁到|来自|转到)$`,
)
const ASIDE_AFTER = new RegExp(
  `^(?:户口|户籍|籍|人|来|那边|的)?的?${OTHERS}|^(?:户口|户籍|牌照|车牌)的|^(?:出差|旅游|旅行|游玩|玩)`,
)
/** County names that also say "the old town", "the east wing". They count only after their city. */
const ORDINARY_COUNTIES = new Set(
  '新城区 老城区 城区 郊区 矿区 东区 西区 城中区 城关区 市中区 开发区 向阳区 江南区 河口区 港口区 海港区 矿山区 沙市区'.split(
    ' ',
  ),
)

/**
 * County names that are ordinary words as well. The others count alone where a place is said: at the start of a
 * clause, or after 在, 住, 到. Drawn from how often the names occur in statutes, where hardly any county is meant.
 */
const ORDINARY_WORDS = new Set(
  '共和 公安 资源 合作 会同 延长 港口 新建 解放 海南 太湖 和政 中方 平和 振兴 河口 新和 达日 友好 平原 政和 复兴 前进 民权 上城 江海 运河 工农 安定 海港 合水 大方 富裕 双城 新安 资兴 资中 兴国 文水 方正 爱民 洞口 上林 大关 灯塔 红旗 台前 安居 平安 太平 友谊 温泉 清水 富民 周至 比如 平房 长子 修水 兴隆 永和 同心 光明 天桥 石棉 南部 前锋 凤凰 桃源 石门 普定 紫金 金牛 莲花 芙蓉 天心 天元 大足 清流 将乐 大田 三元 云霄 古田 高明 四会 始兴 仁化 阳春 乐业 平乐 兴业 海棠 天涯 文昌 临高 城口 弥勒 天柱 锦屏 宝塔 黄龙 子长 白水 石泉 民乐 高台 灵台 城北 城西 城东 同仁 同德 和顺 孝义 回民 文圣 宏伟 站前 老边 白塔 元宝 新民 农安 丰满 阳明 明水 安达 海伦 木兰 延寿 尚志 五常 鸡冠 集贤 钟楼 武功 太白 惠民 牡丹 商城 商都 新县 上街 中原 老城 江南 路桥 天台 仙居 江山 天长 无为 大通 大观 博爱 进贤 铜鼓 南城 月湖 马尾 连江 大东 东方 西市 榆树 临江 龙潭 河西 河东 河南 河北 南岸 江岸 江口 桥东 城固 古城 茶陵 保康 康乐 万年 万载 金塔 得荣 成安 安心 正定 定边 长寿 秀英 开化 建设 向阳 定结 新野 北关 南关 二道 大洼 石台 全南 神木 龙门 灵石 大英 三台 名山 小金 美姑 九龙 中站 通许 开放 兴和'.split(
    ' ',
  ),
)
/** 玄武湖, 兴隆镇: another place of the same beginning. */
const OTHER_PLACE = /^(?:街道|镇|乡|村(?![里民委])|湖|山|江|河|岛)/
/** What stands before a place that is said without its 市, 区 or 县. */
const BEFORE_PLACE = /(?:^|[\s,，.。!！?？;；:：、(（]|我是|家是|[在住到去来从回]|老家|家住|来自)$/

interface Name {
  codes: string[]
  /** A county without 区 or 县, or with a name that is an ordinary word: needs its parent just before it. */
  weak: boolean
}

let names: Map<string, Name> | null = null
let longest = 0
/** The two characters that names begin with: nearly everywhere in a text none does. */
const beginnings = new Set<string>()

function nameTable(): Map<string, Name> {
  if (names !== null) return names
  const table = new Map<string, Name>()
  const add = (name: string, code: string, weak: boolean): void => {
    const known = table.get(name)
    if (known === undefined) table.set(name, { codes: [code], weak })
    else if (known.weak && !weak) table.set(name, { codes: [code], weak })
    else if (known.weak === weak) known.codes.push(code)
    longest = Math.max(longest, name.length)
    beginnings.add(name.slice(0, 2))
  }
  eachRegion(({ code, name }) => {
    const isCounty = !code.endsWith('00')
    const short = shortName(name)
    add(name, code, isCounty && (name.length <= 2 || ORDINARY_COUNTIES.has(name)))
    if (short.length < 2 || short === name) return
    if (!isCounty && !NEEDS_SUFFIX.has(short)) add(short, code, false)
    else add(short, code, true)
    const people = new RegExp(`^(.{2,})${PEOPLES}自治(州|县|旗)$`).exec(name)
    if (people !== null) add(people[1]! + people[2]!, code, isCounty && people[1]!.length < 2)
  })
  // 吉林 is the province before it is the city, 海南 the province before the prefecture.
  for (const name of table.values()) {
    const provinces = name.codes.filter((code) => code.endsWith('0000'))
    if (provinces.length === 1) name.codes = provinces
  }
  names = table
  return table
}

function shortName(name: string): string {
  const autonomous = new RegExp(`^(.{2,}?)${PEOPLES}自治(?:区|州|县|旗)$`).exec(name)
  if (autonomous !== null) return autonomous[1]!
  return name.replace(/(?:特别行政区|自治区|自治州|地区|林区|新区|[省市盟区县旗])$/, '')
}

interface Mention {
  start: number
  end: number
  name: Name
  /** Not where the matter is, where the text or somebody tells that otherwise. */
  aside: boolean
}

function findMentions(text: string): Mention[] {
  const table = nameTable()
  const mentions: Mention[] = []
  for (let start = 0; start < text.length; start++) {
    if (!beginnings.has(text.slice(start, start + 2))) continue
    for (let length = Math.min(longest, text.length - start); length >= 2; length--) {
      const word = text.slice(start, start + length)
      const name = table.get(word)
      if (name === undefined) continue
      // 济南市中区 is 济南's 市中区, not 济南市's 中区.
      if (word.endsWith('市') && text.startsWith('中区', start + length) && table.has(word.slice(0, -1)))
        continue
      const after = text.slice(start + length)
      const hasSuffix = /[省市区县州盟旗]$/.test(text.slice(start, start + length))
      if (!hasSuffix && SOMETHING_ELSE.test(after)) break
      const before = text.slice(Math.max(0, start - 12), start)
      const aside = ASIDE_BEFORE.test(before) || ASIDE_AFTER.test(after.slice(0, 12))
      mentions.push({ start, end: start + length, name, aside })
      start += length - 1
      break
    }
  }
  return mentions
}

/**
 * The division that a text places its matter in: 南京 → 320100, 江苏省南京市玄武区 → 320102, 玄武区 → 320102. A township
 * counts after its county. Words that are also names (长安, 朝阳, 和平) need 区, 县 or 市, or their parent before them;
 * other counties count where a place is said (see `isPlaceByPosition`). What is said in passing of somebody else
 * (老公是上海户口) or of another place (老家安徽) counts where nothing else is known.
 * @param known region already known; it decides between namesakes (鼓楼区 in 南京, 福州, 徐州, 开封)
 * @returns a code, or null when none is named or the name has several owners
 */
export function findRegion(text: string, known: string | null = null): string | null {
  const standsAlone = (mention: Mention) => isPlaceByPosition(text, mention)
  const all = findMentions(text)
  const meant = all.filter(({ aside }) => !aside)
  const found = readRegion(meant, text, known, standsAlone)
  if (found !== null || known !== null || meant.length === all.length) return found
  return readRegion(all, text, known, standsAlone)
}

/** 昆山的厂, 我在沭阳: a county that is said short, where a place is said. */
function isPlaceByPosition(text: string, { start, end, name }: Mention): boolean {
  const word = text.slice(start, end)
  return (
    name.codes.length === 1 &&
    !name.codes[0]!.endsWith('00') &&
    !ORDINARY_WORDS.has(word) &&
    !ORDINARY_COUNTIES.has(word) &&
    !NEEDS_SUFFIX.has(word) &&
    !OTHER_PLACE.test(text.slice(end, end + 2)) &&
    BEFORE_PLACE.test(text.slice(Math.max(0, start - 2), start))
  )
}

/** @param standsAlone whether a weak name counts without its parent */
function readRegion(
  mentions: readonly Mention[],
  text: string,
  known: string | null,
  standsAlone: (mention: Mention) => boolean,
): string | null {
  let best: string | null = null
  let bestEnd = -1
  let named: Set<string> | null = null
  for (const mention of mentions) {
    const area: string | null = best
    const within: string[] =
      area === null ? [] : mention.name.codes.filter((code) => parentCodes(code).includes(area))
    const follows = best !== null && /^[\s,，、的省市]*$/.test(text.slice(bestEnd, mention.start))
    if (within.length === 1 && (!mention.name.weak || follows)) {
      best = within[0]!
      bestEnd = mention.end
    } else if (best === null && (!mention.name.weak || standsAlone(mention))) {
      best = only(mention.name.codes) ?? decideByKnown(mention.name.codes, known)
      if (best === null) {
        // Once for all mentions: a message may repeat a name of several owners hundreds of times.
        named ??= new Set(mentions.flatMap(({ name }) => (name.weak ? [] : name.codes)))
        best = decideByNamed(mention.name.codes, named)
      }
      bestEnd = mention.end
    }
  }
  return findTownship(text, best ?? known, best, bestEnd) ?? best
}

/** Whether a text is the name of a division and nothing else: 南京市玄武区, 江宁, 玄武区梅园新村街道. */
export function isRegionName(text: string): boolean {
  const mentions = findMentions(text)
  let rest = ''
  let end = 0
  for (const mention of mentions) {
    rest += text.slice(end, mention.start)
    end = mention.end
  }
  rest = (rest + text.slice(end)).replace(/[\s,，、的省市]/g, '')
  return mentions.length > 0 && (rest === '' || /^[^省市县区]{2,8}(?:街道|镇|乡|社区|村)$/.test(rest))
}

/** Every division that a text surely names, with the codes that the name may stand for. */
export function regionsNamed(text: string): { name: string; codes: readonly string[] }[] {
  return findMentions(text)
    .filter(({ name }) => !name.weak)
    .map(({ start, end, name }) => ({ name: text.slice(start, end), codes: name.codes }))
}

function only(codes: string[]): string | null {
  return codes.length === 1 ? codes[0]! : null
}

function decideByKnown(codes: string[], known: string | null): string | null {
  if (known === null) return null
  for (const area of [known, ...parentCodes(known)]) {
    const inside = codes.filter((code) => code === area || parentCodes(code).includes(area))
    if (inside.length === 1) return inside[0]!
    if (inside.length > 1) return null
  }
  return null
}

/** 鼓楼区（南京）: the parent may also come after. */
function decideByNamed(codes: string[], named: ReadonlySet<string>): string | null {
  return only(codes.filter((code) => parentCodes(code).some((parent) => named.has(parent))))
}

function findTownship(
  text: string,
  area: string | null,
  best: string | null,
  bestEnd: number,
): string | null {
  if (area === null || area.endsWith('00')) return null
  const county = area.slice(0, 6)
  const rest = best === null ? text : text.slice(Math.max(0, bestEnd))
  const found = childRegions(county).filter(({ name }) => name.length >= 3 && rest.includes(name))
  return only(found.map(({ code }) => code))
}

/** The division that a title begins with: 杭州市城市绿化条例, 杭州大江东…条例, 中国（重庆）…. */
export function regionAtStart(title: string): string | null {
  const text = title.replace(/^中国（?/, '')
  const first = findMentions(text.slice(0, 40))[0]
  if (first === undefined || first.start > 0) return null
  const end = first.end
  const whole = readNames(text.slice(0, end))
  const rest = text.slice(end, end + 20)
  const second = findMentions(rest)[0]
  // 杭州西湖风景名胜区…: a lake or an island is not the district of its name.
  if (whole !== null && second?.start === 0 && /[市区县旗]$/.test(rest.slice(0, second.end))) {
    return readNames(text.slice(0, end + second.end)) ?? whole
  }
  return whole
}

function readNames(text: string): string | null {
  return readRegion(findMentions(text), text, null, () => false)
}
