import type { PersonalSpan } from './personal-span.js'

const COMPOUND = [
  '欧阳',
  '司马',
  '诸葛',
  '上官',
  '司徒',
  '东方',
  '令狐',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '夏侯',
  '端木',
  '南宫',
  '长孙',
  '宇文',
]
const SURNAMES = new Set(
  '王李张刘陈杨黄赵周吴徐孙马胡朱郭何罗高林郑梁谢唐许冯宋韩邓彭曹曾田萧潘袁蔡蒋余于杜叶程苏魏吕丁沈任姚卢傅钟姜崔谭廖范汪陆金石戴贾韦夏邱方侯邹熊孟秦白江阎薛尹段雷黎史龙陶贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝'.split(
    '',
  ),
)

const INTRODUCED =
  /(?:我|本人|他|她|对方|老板|经理|老公|前夫|丈夫|男方|女方|妻子|老婆|前妻|儿子|女儿|孩子|父亲|母亲|爸爸|妈妈|朋友|同事|房东|邻居|包工头|司机|名字|名|人)(?:是)?(?:叫做|叫作|叫)|(?:我的?|本人|其|孩子)?(?:姓名|名字)(?:是|为|叫|:| ){1,2}|(?:联系人|申请人|被申请人|原告|被告|借款人|出借人|立遗嘱人)(?:是|为|:){1,2} ?/g

/** What cannot be the third character of a name, or shows that a person is being called, not named. */
const NOT_IN_NAME =
  /[，。！？、；：,.!?;:\s\d今年是在住的和来家因被要想有于女男电我你他她欠借打说去把给向跟不没系身民，]/
const TITLE =
  /^(?:师傅|老师|老板|经理|律师|先生|女士|小姐|阿姨|叔叔|大哥|大姐|医生|主任|局长|书记|警官|总|某|姓|哥|姐|叔)/

/** Names after 我叫, 姓名 and the like. */
export function findNames(text: string): PersonalSpan[] {
  if (!/叫|姓名|名字|人|告/.test(text)) return []
  const spans: PersonalSpan[] = []
  for (const match of text.matchAll(INTRODUCED)) {
    const start = match.index + match[0].length
    const length = nameLength(text.slice(start, start + 6))
    if (length > 0) spans.push({ label: '姓名', start, end: start + length })
  }
  return spans
}

function nameLength(rest: string): number {
  const surname =
    COMPOUND.find((name) => rest.startsWith(name)) ?? (SURNAMES.has(rest[0] ?? '') ? rest[0]! : '')
  if (surname === '') return 0
  const given = rest.slice(surname.length)
  if (TITLE.test(given)) return 0
  let length = 0
  while (length < 2 && length < given.length && isNameCharacter(given[length]!)) length++
  return length === 0 ? 0 : surname.length + length
}

function isNameCharacter(char: string): boolean {
  return /[\u3400-\u9fff·]/.test(char) && !NOT_IN_NAME.test(char)
}
