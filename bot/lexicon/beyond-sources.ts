import { findRegion } from '../../knowledge/find-region.js'

/** Why national statutes and guides cannot answer, however near their words are. */
export type BeyondSources = 'foreign_law' | 'prediction' | 'own_records' | 'local_fact' | 'other_time'

const PLACES =
  '美国|英国|日本|韩国|加拿大|澳大利亚|澳洲|新西兰|德国|法国|意大利|西班牙|俄罗斯|新加坡|马来西亚|泰国|越南|缅甸|柬埔寨|老挝|菲律宾|印尼|印度尼西亚|印度|迪拜|阿联酋|香港|澳门|台湾|国外|境外|海外|欧洲|欧盟|非洲|葡萄牙|荷兰|瑞士|瑞典|挪威|比利时|奥地利|爱尔兰|希腊|土耳其|墨西哥|巴西|阿根廷|南非|埃及|沙特|以色列|乌克兰|哈萨克斯坦|蒙古国|朝鲜|东京|大阪|首尔|伦敦|巴黎|柏林|慕尼黑|纽约|加州|洛杉矶|旧金山|硅谷|悉尼|墨尔本|温哥华|多伦多|曼谷|吉隆坡|莫斯科|台北|高雄'
const LAW_WORDS =
  '法律|法院|警察|律师|移民局|遗产税|绿卡|税法|交规|离婚法|婚姻法|劳动法|刑法|民法|公司法|继承法|租赁法|工签|签证|驾照|试用期'

/** A thing or a quarrel that lies abroad and is judged by the law there. */
const FOREIGN = new RegExp(
  [
    '^(?:香港|澳门|台湾)(?!人|同胞|居民)(?!.{0,30}(?:大陆|内地))',
    `(?:${PLACES})(?:的)?(?:${LAW_WORDS})`,
    `在(?:${PLACES})(?:的)?(?:买的|买了|有|的)?(?:房|房产|房子|不动产|公寓|地产|公司股)`,
    `(?:${PLACES})(?:买的|的)(?:房|房产|房子|不动产|公寓)`,
    `在(?:${PLACES}).{0,6}(?:被开除|被辞退|被撞|被起诉|打官司|坐牢|被捕|被抓|开公司|报税|租房|超速|签证|工签)`,
    `(?:在|留学)(?:${PLACES})[,，]?.{0,8}(?:房东|租约|老板|店长|工地|罚单)`,
    `适用(?:${PLACES}|荷兰)(?:的)?法`,
    `(?:${PLACES}).{0,30}按(?:照)?(?:当地|那边|那里|那儿|(?:${PLACES})(?:那边)?)的?.{0,4}(?:法|规矩|规定)`,
    `^(?:${PLACES})[,，]`,
  ].join('|'),
)
/** Somebody at home takes part: Chinese law may well apply. */
const AT_HOME = /基本法|国内|中国(?:的)?(?:法律|法院|公司|境内)|大陆|内地|回国|劳务公司|中介公司/

/** How it will turn out, or what somebody will do: no source says. */
const PREDICTION =
  /赢面|胜算|胜诉率|胜率|(?:赢|胜诉|成功|改判|缓刑|获胜)的?(?:概率|几率|机率|可能性|把握)(?:有)?(?:多|几|大)|(?:概率|几率|机率|成功率)(?:有|是)?多(?:大|高|少)|几成(?:把握|胜算|可能)|百分之(?:几|多少)的?(?:把握|可能|胜|赢)|(?:你|您|帮我|给我)(?:来)?(?:猜|占卜|算一?卦|预测)|(?:说|给)(?:我)?(?:一?[个句])?(?:行还是不行|能还是不能|赢还是输|准数|准话|准信|痛快话)|会不会(?:来|同意|撤诉|后悔|反悔|出庭|到庭|来开庭)[?？吗呢了啊呀]*$|(?:到底|究竟|具体)(?:是)?(?:几号|哪天|哪一天)(?:会|能|才)?(?:打款|到账|判|开庭|下来|放|赔|通知|给)|会不会(?:被)?(?:拆|拆迁|征收|征地)[?？吗呢了啊呀]*$|(?:这个?月|下个?月|年底前|过年前)(?:到底)?能(?:不能)?(?:拿到|到账|判下来|放出来|执行完|结案)/

/** What stands in the asker's own papers, accounts and files. */
const OWN_RECORDS =
  /(?:是谁|叫什么|叫啥|哪天|几号|多少)来着|(?:传票|判决书|裁决书|通知书|合同|协议|工资条|证)(?:上|里)(?:面)?.{0,6}(?:写|登记|扣|填)的?.{0,6}(?:哪天|哪一天|什么|谁|多少|几号)[?？呢啊呀]*$|(?:结婚证|离婚证|房产证|身份证|驾照|营业执照)(?:的)?(?:登记|发证|到期|签发)?日期(?:是)?(?:哪天|哪一天|几号|多少)|我(?:的)?名下(?:现在)?(?:还)?有(?:几|多少|哪些).{0,10}$|我的.{0,8}(?:到哪[里儿]?了|还剩(?:几|多少)|还有几)|账户(?:里|上)?(?:还)?(?:有|剩)(?:几|多少)|我的?(?:爸|妈|父亲|母亲|爷爷|奶奶|老公|老婆|丈夫|妻子)(?:生前|当年)?(?:到底|究竟)?有没有(?:立|写|留)(?:过|下)?遗嘱[?？呢啊呀]*$|抵押给(?:了)?(?:哪家|哪个|谁)|案号是(?:多少|什么)|(?:法官|书记员|承办人|对方律师)(?:是谁|叫什么|叫啥|姓什么)|(?:鉴定|检测|审批|复查|检查)结果(?:出来|下来)了?(?:没有?|吗|么)[?？]*$/
/** How to find out is a question that can be answered. */
const HOW_TO_FIND_OUT = /(?:怎么|如何|哪里|哪儿|在哪|能不能|可以|能)(?:才能)?(?:去)?(?:查|看|问|知道|确认)/

/** Figures that each place sets anew, mostly every year. */
const LOCAL_FIGURE =
  /(?:最低工资|平均工资|社平工资|可支配收入|低保|高温费|高温津贴|失业金|抚恤金|丧葬费|丧葬补助|封顶线|起付线|报销比例|指导价|首付比例|缴费基数|社保基数|青苗费|拆迁补偿|征地补偿)(?!.{0,20}(?:没发|不给|不发|怎么办|要不要|合法)).{0,16}(?:多少|几[块百千万个钱毛]|几多|哪个数|涨)/
const HERE_AND_NOW =
  /今年|去年(?!.{0,4}月)|现在|目前|眼下|20\d\d|我们(?:这|镇|市|县|村|区)|你们(?:那|市|县|区)/
/** Names, numbers and addresses of offices that no source holds; public legal services have guides of their own. */
const LOCAL_CONTACT =
  /(?:公众号|官网|网址|邮编|邮箱|座机|传真)(?:叫什么|叫啥|是什么|是多少|是啥|多少)|(?:院长|所长|局长|庭长|市长|县长)(?:是谁|叫啥|叫什么|姓什么)|坐几路|停车要钱|在几楼|排多久的?队/
const PUBLIC_SERVICE = /12348|法律服务|法网|法律援助/

const RULES_TO_COME =
  /退休年龄|结婚年龄|法定婚龄|最低工资|死刑|冷静期|房产税|个税|劳动法|劳动合同法|民法典|刑法|婚姻法|法律|新规|政策/
const CHANGE_TO_COME =
  /(?:哪一?年|什么时候|几时|将来|未来|明年|以后)(?:会|才|能|要|再|会不会)*.{0,4}(?:降到|降为|提高到|涨到|改成|改为|取消|废除|开征|出台|立法|怎么[改变]|修(?!订的|改的))(?!的|了|过)/
const LATER_YEARS =
  /(?:\d+|[二两三四五六七八九十几]+)年(?:后|以后|之后)(?:的)?.{0,6}(?:最低工资|退休年龄|法律|政策|税率)/
const EARLIER_AGES =
  /(?:清朝|清代|大清|明朝|明代|宋朝|唐朝|唐代|唐律|秦朝|秦律|汉朝|汉律|元朝|古时候|旧社会|封建社会|古代(?:的)?(?=法|律|人?(?:怎么|有没有|离婚|休妻|判|犯))).{0,24}(?:法|律|判|罪|罚|刑|休妻|离婚|怎么|有没有|吗|哪)|民国(?:的)?(?:民法|刑法|法律|时候)/

/** Characters. */
const LONGEST_GUESS = 45

/** @param folded see `foldText` */
export function beyondSources(folded: string): BeyondSources | null {
  if (FOREIGN.test(folded) && !AT_HOME.test(folded)) return 'foreign_law'
  // A long story asks for more than its last sentence.
  if (folded.length <= LONGEST_GUESS && PREDICTION.test(folded) && !/流程|程序|怎么|如何/.test(folded))
    return 'prediction'
  if (OWN_RECORDS.test(folded) && !HOW_TO_FIND_OUT.test(folded)) return 'own_records'
  if (isLocalFact(folded)) return 'local_fact'
  if (isOfOtherTime(folded)) return 'other_time'
  return null
}

function isLocalFact(folded: string): boolean {
  if (LOCAL_CONTACT.test(folded)) return !PUBLIC_SERVICE.test(folded)
  return LOCAL_FIGURE.test(folded) && (HERE_AND_NOW.test(folded) || findRegion(folded) !== null)
}

function isOfOtherTime(folded: string): boolean {
  return (
    EARLIER_AGES.test(folded) ||
    LATER_YEARS.test(folded) ||
    (RULES_TO_COME.test(folded) && CHANGE_TO_COME.test(folded))
  )
}
