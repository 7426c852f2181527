import { findRegion } from '../../knowledge/find-region.js'
import { SERVICE_PLACE } from './service-terms.js'

/** Why national statutes and guides cannot answer, however near their words are. */
export type BeyondSources = 'foreign_law' | 'prediction' | 'own_records' | 'local_fact' | 'other_time'

const NAMED_PLACES =
  '美国|英国|日本|韩国|加拿大|澳大利亚|澳洲|新西兰|德国|法国|意大利|西班牙|俄罗斯|新加坡|马来西亚|泰国|越南|缅甸|柬埔寨|老挝|菲律宾|印尼|印度尼西亚|印度|迪拜|阿联酋|香港|澳门|台湾|葡萄牙|荷兰|瑞士|瑞典|挪威|比利时|奥地利|爱尔兰|希腊|土耳其|墨西哥|巴西|阿根廷|南非|埃及|沙特|以色列|乌克兰|哈萨克斯坦|蒙古国|东京|大阪|首尔|伦敦|巴黎|柏林|慕尼黑|纽约|加州|洛杉矶|旧金山|硅谷|悉尼|墨尔本|温哥华|多伦多|曼谷|吉隆坡|莫斯科|台北|高雄'
const PLACES = `${NAMED_PLACES}|国外|境外|海外|欧洲|欧盟|非洲`
const LAW_WORDS =
  '法律|法院|警察|律师|移民局|遗产税|绿卡|税法|交规|离婚法|婚姻法|劳动法|刑法|民法|公司法|继承法|租赁法|工签|驾照|试用期'

/** A thing or a quarrel that lies abroad and is judged by the law there. */
const FOREIGN = new RegExp(
  [
    '^(?:香港|澳门|台湾)(?!人|同胞|居民)(?!.{0,30}(?:大陆|内地))',
    `(?:${PLACES})(?:的)?(?:${LAW_WORDS})`,
    `在(?:${PLACES})(?:的)?(?:买的|买了|有|的)?(?:房|房产|房子|不动产|公寓|地产|公司股)`,
    `(?:${PLACES})(?:买的|的)(?:房|房产|房子|不动产|公寓)`,
    `在(?:${PLACES}).{0,6}(?:被开除|被辞退|被撞|被起诉|打官司|坐牢|被捕|被抓|开公司|报税)`,
    `适用(?:${PLACES})(?:的)?法`,
    `^(?:${NAMED_PLACES})(?:离婚|结婚|继承|租房|买房)(?!证|公证|认证|手续)`,
    `(?:${PLACES}).{0,30}按(?:照)?(?:当地|那边|那里|那儿|(?:${PLACES})(?:那边)?)的?.{0,4}(?:法|规矩|规定)`,
  ].join('|'),
)
/** The message begins with the place, or says that somebody is there. */
const LIES_THERE = new RegExp(
  `(?:^|[,，。:： ]|在|留学|这边是)(?:${NAMED_PLACES})(?!人|籍|产|货|车|料理|代购)`,
)
/** Somebody or something at home takes part: the law of China may well apply. */
const AT_HOME =
  /国内|中国(?:的)?(?:法律|法院|公司|境内)|基本法|大陆|内地|回国|回来(?:了|后|以后)|劳务|中介|旅行社|跟团|旅游|外派|派(?:我|他|到|去|往)|公证|领事|使馆|涉外|海关|过关|进口|护照|出境|平台|网站|网上|微信|淘宝/
/** What a Chinese court judges wherever somebody lives, and what a Chinese citizen is punished for anywhere. */
const JUDGED_AT_HOME = /离婚|抚养|继承|遗产|赡养|结婚|判几年|判刑|诈骗|赌博|博彩|贩毒|自首|犯罪|欠我|借给/

/** How it will turn out, or what somebody will do: no source says. */
const PREDICTION = new RegExp(
  [
    '赢面|胜算|胜诉率|胜率|几成(?:把握|胜算|可能)|几分把握|百分之(?:几|多少)的?(?:把握|可能|胜|赢)',
    '(?:赢|胜诉|成功|改判|缓刑|获胜)的?(?:概率|几率|机率|可能性|把握|希望|机会)(?:有)?(?:多|几|大)',
    '(?:概率|几率|机率|成功率)(?:有|是)?多(?:大|高|少)',
    '(?:官司|案子|上诉|这场|打得|我)(?:到底|最后)?(?:能|会)(?:不能|不会)?(?:赢|胜诉|输)(?:吗|么|不)?[?？啊呀]*$',
    '(?:你|您|帮我|给我)(?:来)?(?:猜|占卜|算一?(?:卦|算[。!！?？]*$)|预测)',
    '(?:你|您)(?:觉得|看|说|认为|估计)(?:他们?|她|对方|法官|法院|检察院|仲裁员|老板|公司|领导|我?老公|我?老婆)(?:最后|到底|真的?)?(?:会|能)',
    '(?:说|给)(?:我)?(?:一?[个句])?(?:行还是不行|能还是不能|赢还是输|准话|准信)',
    '会不会(?:来|同意|撤诉|后悔|反悔|出庭|到庭|来开庭|偏心|报复|(?:真的?)?(?:起诉|告)我)[?？吗呢了啊呀]*$',
    '会不会(?:被)?(?:拆|拆迁|征收|征地)[?？吗呢了啊呀]*$',
    '我(?:的|这个|们的)?(?:案子|官司).{0,8}会不会',
    '(?:法院|法官|派出所|警察|检察院|仲裁委|律师)(?:到底|究竟)?(?:什么时候|啥时候|几时|何时|哪天)(?:才|会|能)*(?:[给跟和]我(?:打电话|回电话|回复|联系|发短信)|联系我|通知我|找我)',
    '(?:到底|究竟|具体)(?:是)?(?:几号|哪天|哪一天)(?:会|能|才)?(?:打款|到账|判|开庭|下来|放|赔|通知|给)',
    '(?:这个?月|下个?月|年底前|过年前)(?:到底)?能(?:不能)?(?:拿到|到账|判下来|放出来|执行完|结案)',
  ].join('|'),
)
/** Asks for the way as well. */
const ASKS_HOW = /流程|程序|怎么|如何|怎样/

/** What stands in papers, accounts and files of the asker, or of somebody else. */
const OWN_RECORDS = new RegExp(
  [
    '(?:是谁|叫什么|叫啥|哪天|几号|多少)来着',
    '(?:传票|判决书|裁决书|通知书|合同|协议|工资条|证)(?:上|里)(?:面)?.{0,6}(?:写|登记|扣|填)的?.{0,6}(?:哪天|哪一天|什么|谁|多少|几号)[?？呢啊呀]*$',
    '签的(?:那份|那个)?.{0,6}(?:合同|协议)(?:里|上)?.{0,8}(?:写|约定)(?:的)?(?:是)?(?:多少|几|什么|哪)[?？呢啊呀]*$',
    '(?:结婚证|离婚证|房产证|身份证|驾照|营业执照)(?:的)?(?:登记|发证|到期|签发)?(?:日期|编号|号码|字号)(?:是)?(?:哪天|哪一天|几号|多少)',
    '(?:老公|老婆|丈夫|妻子|男友|女友|他|她)的?(?:微信|手机|聊天记录|通话记录|短信).{0,8}有没有',
    '名下(?:现在)?(?:还)?有(?:几|多少|哪些).{0,10}$',
    '我的?(?:社保|公积金|养老保险|医保|驾照|贷款|征信).{0,6}(?:断|交|缴|扣|欠|剩|有)了?(?:几|多少)(?:个?月|分|次|年|钱|块)',
    '我的.{0,8}(?:到哪[里儿]?了|还剩(?:几|多少)|还有几)|账户(?:里|上)?(?:还)?(?:有|剩)(?:几|多少)',
    '我的?(?:爸|妈|父亲|母亲|爷爷|奶奶|老公|老婆|丈夫|妻子)(?:生前|当年)?(?:到底|究竟)?有没有(?:立|写|留)(?:过|下)?遗嘱[?？呢啊呀]*$',
    '(?:老公|老婆|丈夫|妻子|男友|女友|他|她)(?:到底|究竟|背着我)?有没有(?:出轨|外遇|骗我)[?？呢啊呀]*$',
    '抵押给(?:了)?(?:哪家|哪个|谁)|登记的?是(?:谁|哪个)',
    '案号是(?:多少|什么)|(?:法官|书记员|承办人|对方律师)(?:是谁|叫什么|叫啥|姓什么)',
    '(?:鉴定|检测|审批|复查|检查)结果(?:出来|下来)了?(?:没有?|吗|么)[?？]*$',
    '我(?:报|交|申请|起诉|提交).{0,10}(?:立案|批|退|到账|受理|通过|下来)了?(?:没有?|吗|么)[?？]*$',
    '(?:我|他|她)(?:现在)?(?:是不是(?:老赖|失信|被执行人)|被列(?:为|入)?(?:失信|黑名单).{0,8}(?:没有?|吗|么)(?:[,，]?(?:帮我|给我|你)?查.{0,3})?[?？]*$)',
    '^(?:请|能)?(?:你)?(?:帮我|给我|替我|帮忙)?(?:查|查一?下|查查)(?:一下)?(?:我|他|她|.{2,6}的).{0,8}(?:身份证号?|手机号|住址|开房|行踪|余额|流水|案底|前科|征信|违章)',
  ].join('|'),
)
/** How to find out is a question that can be answered. */
const HOW_TO_FIND_OUT = /(?:怎么|如何|哪里|哪儿|在哪|能不能|可以|能)(?:才能)?(?:去)?(?:查|看|问|知道|确认)/

/** Figures that each place sets anew, mostly every year. */
const LOCAL_FIGURE =
  /(?:最低工资|平均工资|社平工资|可支配收入|低保|高温费|高温津贴|失业金|抚恤金|丧葬费|丧葬补助|封顶线|起付线|报销比例|指导价|首付比例|缴费基数|社保基数|青苗费|拆迁补偿|征地补偿|水价|电价|房价|起步价|工本费)(?!.{0,20}(?:没发|不给|不发|怎么办|要不要|合法)).{0,16}(?:多少|几[块百千万个钱毛]|涨)/
const HERE_AND_NOW =
  /今年|去年(?!.{0,4}月)|现在|目前|眼下|20\d\d|我们(?:这|镇|市|县|村|区)|你们(?:那|市|县|区)/
/** Names, numbers and addresses that no source holds; public legal services have guides of their own. */
const LOCAL_CONTACT =
  /(?:公众号|官网|网址|邮箱|座机|传真)(?:叫什么|叫啥|是什么|是多少|是啥|多少)|(?:院长|所长|局长|庭长|市长|县长)(?:是谁|叫啥|叫什么|姓什么)|哪(?:家|个|位)(?:律所|律师|医院|学校)(?:打.{0,4}官司)?(?:最|比较|更)?(?:好|厉害|靠谱|便宜|专业|有名)|(?:法官|所长|村长|书记|律师|调解员)的?(?:手机号?|电话|微信)(?:号码?)?(?:是|给|发|告诉)?(?:多少|我|几号)/
const OFFICE_HOURS =
  /(?:法院|派出所|交警队|车管所|民政局|公安局|看守所|税务局|社保局|不动产(?:登记)?中心|政务中心).{0,12}(?:电话|座机|号码|地址|几点|[上下]班|周[六末日]|怎么走|在哪)/
const PUBLIC_SERVICE = /12348|法律服务|法网|法律援助/

const RULES_TO_COME =
  /退休年龄|结婚年龄|法定婚龄|最低工资|死刑|冷静期|房产税|个税|劳动法|劳动合同法|民法典|刑法|婚姻法|婚姻登记|法律|新规|政策/
const CHANGE_TO_COME =
  /(?:^|[,，])以后.{0,10}会不会|(?:哪一?年|什么时候|几时|将来|未来|明年|后年|(?:^|[,，])以后|20[3-9]\d年)(?:的|会|才|能|要|再|不)*.{0,6}(?:降到|降为|提高到|涨到|改成|改为|取消|废除|开征|出台|立法|怎么[改变]|放开|禁止|恢复|修(?!订的|改的))(?!的|了|过)/
const LATER_YEARS =
  /(?:\d+|[二两三四五六七八九十几]+)年(?:后|以后|之后)(?:的)?.{0,6}(?:最低工资|退休年龄|法律|政策|税率)/
const EARLIER_AGES =
  /(?:[秦汉唐宋元明清](?:朝|代|律)|大清|民国(?=的?民法|的?刑法|的?法律|时候)|古时候|古人|旧社会|封建社会|康熙|乾隆|古代(?:的)?(?=法|律|人?(?:怎么|有没有|离婚|休妻|判|犯))).{0,24}(?:法|律|判|罪|罚|刑|休妻|离婚|怎么|有没有|吗|哪)/

/** Characters. */
const LONGEST_GUESS = 45
const LONGEST_ABROAD = 80

/** @param folded see `foldText` */
export function beyondSources(folded: string): BeyondSources | null {
  if (isForeign(folded)) return 'foreign_law'
  // A long story asks for more than its last sentence.
  if (folded.length <= LONGEST_GUESS && PREDICTION.test(folded) && !ASKS_HOW.test(folded)) return 'prediction'
  if (OWN_RECORDS.test(folded) && !HOW_TO_FIND_OUT.test(folded)) return 'own_records'
  if (isLocalFact(folded)) return 'local_fact'
  if (isOfOtherTime(folded)) return 'other_time'
  return null
}

function isForeign(folded: string): boolean {
  if (AT_HOME.test(folded)) return false
  if (FOREIGN.test(folded)) return true
  return (
    folded.length <= LONGEST_ABROAD &&
    LIES_THERE.test(folded) &&
    !JUDGED_AT_HOME.test(folded) &&
    isAbroad(findRegion(folded))
  )
}

/** 71, 81 and 82 are 台湾, 香港, 澳门; other countries have no code. */
function isAbroad(regionCode: string | null): boolean {
  return regionCode === null || /^(?:71|81|82)/.test(regionCode)
}

function isLocalFact(folded: string): boolean {
  if (PUBLIC_SERVICE.test(folded) || SERVICE_PLACE.test(folded)) return false
  if (LOCAL_CONTACT.test(folded)) return true
  const here = () => HERE_AND_NOW.test(folded) || findRegion(folded) !== null
  return (LOCAL_FIGURE.test(folded) && here()) || (OFFICE_HOURS.test(folded) && findRegion(folded) !== null)
}

function isOfOtherTime(folded: string): boolean {
  return (
    EARLIER_AGES.test(folded) ||
    LATER_YEARS.test(folded) ||
    (RULES_TO_COME.test(folded) && CHANGE_TO_COME.test(folded))
  )
}
