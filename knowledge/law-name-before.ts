/**
 * Endings of names that hold articles. 规定, 办法, 解释 … are also ordinary words, so a bare number needs 第 after them.
 */
const SURE_ENDING = /(?:法|法典|条例|细则|修正案|宪法|通则|总则|[一-鿿]编)(?:[（(][^（）()]{1,12}[）)])?$/
const ENDING =
  /(?:法|法典|条例|规定|办法|解释[一二三四五六]?|细则|决定|意见|规则|规程|通则|总则|准则|修正案[一二三四五六七八九十]*|宪法|批复|解答|通知|纪要|公约|安排|[一-鿿]编)(?:[（(][^（）()]{1,12}[）)])?$/
const NOT_A_LAW =
  /(?:^司|^立|方|看|做|想|说|无|违|合|执|非|犯|守|普|语|书|用|手|枉|没|设|依|讲|写|玩|算|疗|兵|懂|学|知|新|旧|该|本|此|哪部|什么|相关|有关|国家|我国)法$|^(?:办法|规定|解释|决定|意见|规则|通知|安排|条例|细则|合编|主编|改编)$|(?:什么|相关|有关|这个|那个|公司|单位|学校|厂里|小区|物业)(?:规定|办法|规则|决定|意见|通知)$/
/** Folders that statutes lie in; people paste them before the law's name. */
const FIELDS =
  /^(?:民法商法|民商法|民法典|行政法规|行政法|司法解释|经济法|社会法|刑法|宪法相关法|诉讼与非诉讼程序法|诉讼法|部门规章|地方性法规)(?:[/\\、·\s]*)(?=.)/
const CIVIL_CODE_BOOK = /^(民法典)(?:[·\s]*)(?:总则|物权|合同|人格权|婚姻家庭|继承|侵权责任)编?(?:通则)?$/
/** The words that lead to a name: what stands before the last of them is the sentence, not the name. */
const LEADS =
  /^.*(?:根据|依据|依照|按照|违反了?|触犯了?|适用|参照|参考|查询|查一下|查看|查下|查找|看看|看一下|看下|问一下|请问|想问|我问|解释一下|解释下|请解释|说说|说一下|讲讲|讲一下|介绍一下|什么是|告诉我|是指|就是|不是|属于|规定在|对应|援引|引用|结合|符合|比如|例如|譬如|以及|还有|并且|但是|那么|如果|关于我国|我国|中国的|知道|了解|背诵|背一下|列出|给出|写出|给我|帮我|我要|我想|麻烦|现行|最新的?|新修订的?|修订后的?|修改后的?|旧的|老的|新的|一下|下面|上述|原来的|其中|时候|那时|当时|那会儿?|[去前今当]年|以前|从前|过去|[新旧老]版|来自|出自|见于|载于|是在|是|的(?!解释(?:[（(][一二三四五六][）)])?$)|了|吗|呢|吧|啊|(?<!申)请)/
const JOINED = /^(.+?(?:法|法典|条例|规定|办法|解释|细则|款|条|项))(?:和|与|及|跟|同|或者|或)(.+)$/

export interface LawNameBefore {
  name: string
  /** Where the name, or its 《, begins. */
  start: number
  /** Sure enough for a number without 第: 劳动合同法38条. */
  sure: boolean
}

/** The name of the law that ends at `end`, gaps and 的 left out; null when what stands there is not one. */
export function lawNameBefore(text: string, end: number): LawNameBefore | null {
  let stop = end
  const gap =
    /(?:[\s\u3000]|的|中|里的?|当中|规定的|[:：·]|\d{4}年?(?:修订版?|修正版?|版)|（[^（）]{1,16}）|\([^()]{1,16}\)|第?[一二三四五六七八九十]+[编章节]|[一-鿿]{2,4}编)*$/
  const trailing = gap.exec(text.slice(Math.max(0, stop - 40), stop))?.[0] ?? ''
  if (text[stop - trailing.length - 1] === '》') stop -= trailing.length
  if (text[stop - 1] === '》') return quotedName(text, stop)
  stop =
    end -
    (/(?:[\s\u3000]|的|中的?|里的?|\d{4}年?(?:修订版?|修正版?|版))*$/.exec(
      text.slice(Math.max(0, end - 12), end),
    )?.[0].length ?? 0)
  if (text[stop - 1] === '》') return quotedName(text, stop)
  // 劳动法第二章第十条: the chapter stands between the name and the article.
  return bareName(text, stop) ?? bareName(text, end - trailing.length)
}

function quotedName(text: string, end: number): LawNameBefore | null {
  let depth = 0
  for (let start = end - 1; start >= Math.max(0, end - 120); start--) {
    if (text[start] === '》') depth++
    else if (text[start] === '《' && --depth === 0) {
      // 最高人民法院《关于…的解释》: the issuer belongs to the title.
      const issuer = /(?:最高人民法院|最高人民检察院|最高法|最高检|国务院|[、和])+$/.exec(
        text.slice(Math.max(0, start - 24), start),
      )
      const name = cleanName(text.slice(start + 1, end - 1))
      const before = issuer === null || !name.startsWith('关于') ? '' : issuer[0].replace(/^[、和]+/, '')
      return name === '' ? null : { name: before + name, start: start - before.length, sure: true }
    }
  }
  return null
}

function bareName(text: string, end: number): LawNameBefore | null {
  const window = text.slice(Math.max(0, end - 80), end)
  // A name with another law's title inside: 最高人民法院关于适用《行政诉讼法》的解释.
  const segment =
    /(?:[一-鿿〇]|《[^《》]*》|〈[^〈〉]*〉|（[^（）]{1,12}）|\([^()]{1,12}\)|(?<=[一-鿿])、(?=[一-鿿]))+$/.exec(
      window,
    )?.[0]
  if (segment === undefined) return null
  let name = segment
  const about = /(?:最高人民法院|最高人民检察院|最高法|国务院)?[、和]?(?:最高人民检察院)?关于[^。]*$/.exec(
    name,
  )
  if (about !== null && /^(?:最高|国务院)/.test(about[0]) && ENDING.test(about[0])) {
    name = about[0]
  } else if (
    about !== null &&
    /的(?:解释|规定|决定|意见|批复|解答|通知|办法)(?:[（(][^（）()]{1,12}[）)])?$/.test(about[0])
  ) {
    name = about[0]
  } else {
    name = name.includes('、') ? name.slice(name.lastIndexOf('、') + 1) : name
    name = name.includes('》') ? name.slice(name.lastIndexOf('》') + 1) : name
    name = name.replace(LEADS, '')
    for (
      let joined = JOINED.exec(name);
      joined !== null && ENDING.test(joined[2]!);
      joined = JOINED.exec(name)
    ) {
      name = joined[2]!
    }
    name = name.replace(
      /^(?:和|与|及|或|按|依|据|即|那|若|则|跟|我|你|他|这|而|违背|看(?!守)|查(?!处|封)|在(?!中国|华|校|押)|中(?!华|国|外|医|小|央|药))+(?=[一-鿿]{2,})/,
      '',
    )
  }
  // 2018年公司法, 2018年修订的公司法, 2018版公司法: the characters after the number are none of the name.
  const atNumber = name === segment && /\d$/.test(window.slice(0, -segment.length))
  if (atNumber) name = name.replace(/^(?:年|月份?|日|号)?(?:度|版|修订|修正|修改)?/, '')
  const start = end - name.length
  const stripped = cleanName(name)
  if (stripped.length < 2 || !ENDING.test(stripped) || NOT_A_LAW.test(stripped)) return null
  return { name: stripped, start, sure: SURE_ENDING.test(stripped) || stripped.includes('关于') }
}

function cleanName(raw: string): string {
  let name = raw.replace(/[\s\u3000]+/g, '').replace(/^中华人民共和国(?=.)/, '')
  const code = CIVIL_CODE_BOOK.exec(name)
  if (code !== null) return code[1]!
  for (let field = FIELDS.exec(name); field !== null; field = FIELDS.exec(name)) {
    const rest = name.slice(field[0].length)
    if (
      !ENDING.test(rest) ||
      NOT_A_LAW.test(rest) ||
      rest.length < 2 ||
      /^(?:实施|施行|修正|典|解释|司法解释|总则|[一-鿿]{2,4}编)/.test(rest)
    )
      break
    name = rest.replace(/^中华人民共和国(?=.)/, '')
  }
  return name
}
