import { tagWords } from '../../retrieval/tokenize.js'
import { ORDINARY } from './ordinary-words.js'
import { surnameOf } from './surnames.js'

/** Surnames that hardly begin another word. */
export const STRONG_SURNAMES = new Set(
  '王李张刘陈杨赵吴徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾萧肖田董袁潘蔡蒋余杜叶魏苏吕丁沈任姚卢傅钟姜崔谭廖范汪陆贾韦夏邱侯邹熊孟秦阎薛尹段雷黎贺顾郝龚邵钱覃武戴赖莫孔汤温康施陶洪翟颜倪严牛芦季俞章鲁葛伍申尤毕聂焦向柳邢岳齐梅庄涂祁耿詹关费纪靳欧甄裴祝霍翁骆路舒柯冉阮房滕屈饶牟宁闫游辛管柴卞臧瞿娄窦戚岑缪苟邬桂佟仇栾刁荣巫寇桑丛虞敖巩佘麻苑',
)
/** Characters that given names are made of. */
const GIVEN_CHARACTERS = new Set(
  '伟芳娜敏静丽强磊军洋勇艳杰娟涛超秀英霞平刚桂兰玉萍鹏飞鑫波斌莉宇浩凯健俊帆红燕玲志建国华明辉文林海峰云梅雪琴慧琳颖婷雯倩欣怡佳妍蕊薇璐瑶瑜珊莎茜蓉菲蕾晶晨曦昊轩博涵梓萱睿泽铭毅琪琦翔宏伦宁楠楚源润瑞祥福贵财宝庆兴旺德仁义礼智信忠孝廉顺昌荣耀祖培根生发喜春夏秋冬花香莲菊荷桃杏芬芝芹萌苗茂茹莹营蓓蓝菁若诗诺语嫣悦心思念恩惠慈爱美娇媛婉嫦姗姣妮媚淑贤贞洁素清雅柔凤凰龙虎彪豹麟骏驰腾跃达通远航程兆光亮晓旭东南西北中山川江河湖汉洪泉溪沛淼沁冰霖雨露霜雷震霆电风岩岭石磐坚固钢铁铜银金锋利剑斧武斗学书画彬儒才良善诚真正方圆直朴实厚纯全胜成功立业创新安康和谐永长久恒世代传家继承绍续延寿年庚辰寅卯巳午申酉戌亥子丑甲乙丙丁双亚一二三四五六七八九大小少老友朋群众民兵卫保守定邦栋梁柱材树森木松柏杨柳枫桐梧竹贝珍珠珂珏琛琼瑛瑾璇玺钰锦绣绮纹彩丹朱紫青翠碧黄白芸芷萧翰墨笔砚章丰盈满余裕富足泰然怀景行仰止可人如意吉堂月星阳日晖照映炜炳炎焕灿烂煜烨焱煊熙熹',
)

/** Who somebody is to the speaker or in a case, and what introduces a name: behind these also a rare surname is looked for. */
const ROLES =
  '叫 姓名 名叫 名为 老板 房东 租客 丈夫 妻子 老公 老婆 爱人 前夫 前妻 父亲 母亲 爸 爸爸 妈 妈妈 儿子 女儿 哥 哥哥 弟 弟弟 姐 姐姐 妹 妹妹 侄子 侄女 外甥 孙子 孙女 舅 舅舅 姑 姑姑 叔 叔叔 伯 伯伯 姨 婆婆 公公 岳父 岳母 女婿 儿媳 媳妇 男友 女友 男朋友 女朋友 对象 朋友 同学 同事 邻居 亲戚 战友 老乡 村民 村长 书记 主任 经理 组长 班长 队长 店长 班主任 老师 教练 医生 大夫 护士 律师 法官 警官 民警 司机 车主 货主 雇主 工头 包工头 中介 业务员 客服 保安 保姆 会计 股东 法人 法定代表人 代表人 代理人 负责人 联系人 收款人 付款人 户主 机主 持卡人 证人 原告 被告 第三人 申请人 被申请人 上诉人 被上诉人 当事人 嫌疑人 被害人 受害人 死者 伤者 患者 病人 债务人 债权人 借款人 出借人 担保人 保证人 承租人 出租人 买受人 出卖人 委托人 受托人 继承人 被继承人 遗嘱人 监护人 学生 员工 职工 工人 甲方 乙方 丙方 男方 女方 对方 本人 我是 我叫 是 签名 签字 落款 经办人 审核人 嫂子 弟媳 弟妹 姐夫 妹夫 姑父 姨夫 表哥 表弟 表姐 表妹 堂哥 堂弟 室友 债主 告 怀疑 借给 转给 卖给 打给'.split(
    ' ',
  )
/** May stand between a role and the name. */
const LINK = /[:：是为叫(（“"]$/
const rolesByEnd = new Map<string, string[]>()
for (const role of ROLES) {
  const end = role.at(-1)!
  rolesByEnd.set(end, [...(rolesByEnd.get(end) ?? []), role])
}
const HAN = /^[\u3400-\u9fff]+$/
const LONGEST_ROLE = 8

/** A place that may hold a name, and what is to be seen there. */
export interface NameCandidate {
  start: number
  end: number
  features: string[]
}

interface PlacedWord {
  start: number
  end: number
  /** What jieba takes it for. */
  tag: string
}

/** Surnames with one or two characters behind them that begin no ordinary word. */
export function nameCandidates(text: string): NameCandidate[] {
  const words: PlacedWord[] = []
  let at = 0
  for (const { word, tag } of tagWords(text)) {
    const placed = { start: at, end: at + word.length, tag }
    for (; at < placed.end; at++) words.push(placed)
  }
  const candidates: NameCandidate[] = []
  for (let start = 0; start < text.length; start++) {
    const surname = surnameOf(text.slice(start, start + 2))
    const introduced = isIntroduced(text, start)
    if ((surname === '' && !introduced) || ORDINARY.test(text.slice(start))) continue
    const givenAt = start + (surname.length || 1)
    for (const end of [givenAt + 1, givenAt + 2]) {
      if (end > text.length || !HAN.test(text.slice(start, end))) break
      candidates.push({ start, end, features: featuresOf(text, words, start, end, introduced) })
    }
  }
  return candidates
}

/** Whether a name is expected at a place of a text. */
export function isIntroduced(text: string, at: number): boolean {
  const before = text.slice(Math.max(0, at - LONGEST_ROLE), at)
  const isRole = (end: string) =>
    rolesByEnd.get(end.at(-1) ?? '')?.some((role) => end.endsWith(role)) ?? false
  return isRole(before) || (LINK.test(before) && isRole(before.slice(0, -1)))
}

function featuresOf(
  text: string,
  words: readonly PlacedWord[],
  start: number,
  end: number,
  introduced: boolean,
): string[] {
  const surname = surnameOf(text.slice(start, start + 2))
  const first = text.slice(start, start + (surname.length || 1))
  const given = text.slice(start + first.length, end)
  const known = [...given].filter((char) => GIVEN_CHARACTERS.has(char)).length
  const [firstWord, lastWord] = [words[start]!, words[end - 1]!]
  const begins = firstWord.start === start
  const isWord = begins && firstWord.end === end
  const before = text.slice(Math.max(0, start - 3), start)
  const after = text.slice(end, end + 2)
  return [
    `surname ${first}`,
    surname === '' ? 'no surname' : surname.length > 1 || STRONG_SURNAMES.has(surname) ? 'strong' : 'weak',
    `given ${given.length}: ${known}`,
    `given ${given}`,
    ...[...given].map((char) => `character ${char}`),
    `last ${given.length}: ${given.at(-1)}`,
    ...(introduced ? ['introduced'] : []),
    `${introduced ? 'introduced' : 'unknown'}, ${known}, after ${after.slice(0, 1) || '$'}`,
    `${start === 0 ? 'first' : 'later'}, given ${given.length}: ${known}`,
    `before ${before.slice(-1) || '^'}`,
    `before ${before.slice(-2) || '^'}`,
    `before ${before || '^'}`,
    `after ${after.slice(0, 1) || '$'}`,
    `after ${after || '$'}`,
    `word before ${words[start - 1]?.tag ?? '^'}`,
    `word after ${words[end]?.tag ?? '$'}`,
    // How it lies among the words of the dictionary.
    isWord
      ? `is ${firstWord.tag}`
      : begins
        ? `begins ${firstWord.tag} ${Math.sign(firstWord.end - end)}`
        : 'inside a word',
    lastWord.end === end ? `ends ${lastWord.tag} ${lastWord.end - lastWord.start}` : 'cuts a word',
  ]
}
