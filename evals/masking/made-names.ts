import { STRONG_SURNAMES } from '../../bot/masking/name-parts.js'
import { SURNAMES } from '../../bot/masking/surnames.js'

/** Given names of a generation: each of the first characters with each of the second. */
const GENERATIONS: readonly [first: string, second: string][] = [
  [
    '秀桂玉兰凤桃翠巧春淑素美爱月红金银水菊小改冬腊彩喜云慧',
    '英兰珍芳花梅香珠莲荣琴华霞云芬娥娣妹萍凤枝仙芝女叶莲秀',
  ],
  [
    '建国志德永福富长大贵金玉文明广新兴家仁义光庆喜天成树正祥老万有运承世卫保红铁双',
    '国军华民强平林生才发财山海根柱祥贵富荣明义成田清德福宝山旺兴元喜良安全水河年法堂',
  ],
  [
    '晓小海丽雪慧雅静建文志少俊伟立宏春冬亚艳秋向永红卫',
    '军伟强磊勇涛超杰鹏飞辉斌刚峰波燕丽娟敏霞静艳芳玲娜婷红梅英平琴光东林云',
  ],
  [
    '子梓雨欣宇浩思佳嘉诗一语俊晨泽沐奕皓博若梦依紫怡可心书明天',
    '涵轩豪萱睿泽宸彤怡妍琪瑶然阳晨宇航辰希洋诺琳潼悦馨桐彬文杰凡琦',
  ],
]
const SINGLE =
  '伟芳娜敏静丽强磊军洋勇艳杰涛超明霞平刚辉鹏玲飞波斌鑫琳宇浩凯健俊帆红燕玉倩婷雪颖旭亮兰英梅云峰林海江东宁欣悦琪瑶晨阳博昊轩然蕾薇媛慧莉萍蓉娟刚毅诚龙虎宝凤洁冰雷山川松柏青岚菲丹彤萌'
/** Names that are words too: only what stands around them tells them from these. */
const WORDS =
  '高兴 方向 江山 黄金 安康 平安 成功 时间 白云 程序 文明 高峰 高原 雷雨 路遥 江河 向阳 金星 马力 马达 牛奔 石头 石林 田野 田园 水晶 温暖 温柔 严格 严明 常识 常胜 成长 安宁 安静 白雪 白洁 方圆 方正 广平 汪洋 海洋 苗圃 时光 时新 易平 易经 应急 于是 车辉 何必 和气 和谐 黄河 黄河清 康健 康宁 乐天 连云 连胜 鲁迅 明星 明亮 牛气 钱财 全胜 任重 商量 申明 史诗 万里 万能 万全 武装 夏天 夏雨 项链 辛勤 幸福 幸运 严冬 阳光 阴晴 尤其 余额 元旦 祝愿 庄严 庄稼 卓越 宗旨 周全 周到 周密 包容 毕业 柴火 陈列 成熟 单纯 丁香 杜鹃 杜绝 范围 费力 丰收 甘草 甘甜 关键 关心 管理 郎朗 雷达 黎明 李子 林立 凌云 柳絮 龙门 麦田 米粉 莫愁 宁静 平凡 强大 秦岭 容易 沙漠 盛开 舒心 孙子 谈心 陶器 屠夫 熊猫 徐徐 薛家 杨柳 叶子 游泳 张扬 章法 郑重 钟表 邹平 祖国'.split(
    ' ',
  )
/** Of peoples that write no point in the name. */
const OTHERS =
  '阿依古丽 古丽娜尔 迪丽努尔 阿迪力 艾力江 买买提明 吐尔逊江 阿不都拉 玛依拉 热依拉 努尔买买提 库尔班江 帕尔哈提 艾尼瓦尔 木拉提 叶尔江 巴合提 哈丽亚 加娜尔 别克 扎西 扎西顿珠 次仁 次仁措姆 卓玛 德吉卓嘎 丹增尼玛 洛桑平措 旦增 央金 格桑 强巴 索南 才让东珠 仁青措 白玛曲珍 多吉 巴特尔 格日勒图 乌云其木格 其其格 斯琴图雅 娜仁花 阿拉坦 苏日娜 宝音 布和 萨日娜 额尔敦 敖云 阿木尔 牧仁 吉木 阿牛 沙马阿依 吉克木呷 曲比阿乌 马海拉哈 俄木伍呷 阿苦拉则 岩罕 岩温叫 玉香 玉罕 刀岩 依香 木呷 尔哈 拉铁 伍果'.split(
    ' ',
  )
const COMPOUND = '欧阳 司马 诸葛 上官 司徒 东方 令狐 皇甫 尉迟 公孙 慕容 夏侯 端木 南宫'.split(' ')
const SURNAMES_BY_NUMBER = [...SURNAMES]
/** Of so many people in a hundred the surname is one of the commonest. */
const COMMONEST = 60

/** A name as people of any age and place have one, from a source of numbers from 0 to 1. */
export function madeName(random: () => number): string {
  const kind = random()
  if (kind < 0.04) return oneOf(WORDS, random)
  if (kind < 0.08) return oneOf(OTHERS, random)
  return madeSurname(random) + madeGivenName(random)
}

export function madeSurname(random: () => number): string {
  const kind = random()
  if (kind < 0.03) return oneOf(COMPOUND, random)
  if (kind < 0.5) return SURNAMES_BY_NUMBER[Math.floor(random() ** 2 * COMMONEST)]!
  return kind < 0.75 ? oneOf([...STRONG_SURNAMES], random) : oneOf(SURNAMES_BY_NUMBER, random)
}

export function madeGivenName(random: () => number): string {
  if (random() < 0.3) return oneOf([...SINGLE], random)
  const [first, second] = oneOf(GENERATIONS, random)
  return oneOf([...first], random) + oneOf([...second], random)
}

export function oneOf<T>(items: readonly T[], random: () => number): T {
  return items[Math.floor(random() * items.length)]!
}
