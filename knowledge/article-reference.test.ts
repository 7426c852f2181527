import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseArticleReferences, parseCitations, stripCitations } from './article-reference.js'
import { formatChineseNumber } from './chinese-number.js'

/** 民法典 1077, 刑法 120-1, 民法典 38..40, 劳动合同法 38/2/3; ? for no law. */
function brief(text: string): string[] {
  return parseArticleReferences(text).map(({ lawName, from, to, paragraph, item }) => {
    const number = ({ number, suffix }: { number: number; suffix: number }) =>
      suffix ? `${number}-${suffix}` : `${number}`
    const range = number(from) === number(to) ? number(from) : `${number(from)}..${number(to)}`
    return `${lawName ?? '?'} ${range}${paragraph ? `/${paragraph}` : ''}${item ? `/${paragraph ? '' : '/'}${item}` : ''}`
  })
}

describe('article references', () => {
  it.each([
    ['《民法典》第1077条', ['民法典 1077']],
    ['《中华人民共和国民法典》第一千零七十七条第一款', ['民法典 1077/1']],
    ['民法典一千零七十七条', ['民法典 1077']],
    ['民法典一千〇七十七条是什么', ['民法典 1077']],
    ['民法典 第 1077 条', ['民法典 1077']],
    ['劳动合同法38条', ['劳动合同法 38']],
    ['劳动合同法３８条', ['劳动合同法 38']],
    ['劳动合同法第38条第二款第三项', ['劳动合同法 38/2/3']],
    ['刑法第一百二十条之一', ['刑法 120-1']],
    ['2018年公司法第二十条', ['公司法 20']],
    ['2018年修订的公司法第20条', ['公司法 20']],
    ['公司法2018年版第20条', ['公司法 20']],
    ['2019年的时候公司法第二十条', ['公司法 20']],
    ['去年公司法第二十条', ['公司法 20']],
    [
      '关于审理劳动争议案件适用法律若干问题的解释(三)第九条',
      ['关于审理劳动争议案件适用法律若干问题的解释(三) 9'],
    ],
    ['刑法第120条之一第2款', ['刑法 120-1/2']],
    ['劳动合同法第38至40条', ['劳动合同法 38..40']],
    ['劳动合同法第三十八条至第四十条', ['劳动合同法 38..40']],
    ['劳动合同法38-40条', ['劳动合同法 38..40']],
    ['民法商法公司法第六十条', ['公司法 60']],
    ['民法商法/公司法第六十条', ['公司法 60']],
    ['社会法 劳动法第36条', ['劳动法 36']],
    ['行政法规工伤保险条例第十四条', ['工伤保险条例 14']],
    ['民法典婚姻家庭编第1077条', ['民法典 1077']],
    ['《民法典》婚姻家庭编第1077条', ['民法典 1077']],
    ['民法第1077条', ['民法 1077']],
    ['行政法第3条', ['行政法 3']],
    ['劳动法第二章第十条', ['劳动法 10']],
    ['劳动合同法第三十条；第八十五条', ['劳动合同法 30', '劳动合同法 85']],
    ['劳动合同法第三十、三十一条', ['劳动合同法 30', '劳动合同法 31']],
    ['劳动合同法第三十条、第三十一条和劳动法第五十条', ['劳动合同法 30', '劳动合同法 31', '劳动法 50']],
    ['劳动合同法第三十条；法律援助法第三十一条', ['劳动合同法 30', '法律援助法 31']],
    ['劳动合同法第三十九条第一款、第二款', ['劳动合同法 39/1', '劳动合同法 39/2']],
    ['民法典第2001条', ['民法典 2001']],
    ['《民法典》第9999条', ['民法典 9999']],
    ['民法典第10771条', ['民法典 10771']],
    ['民法典第0条', ['民法典 0']],
    ['民法典第一万零七百七十一条规定了什么', ['民法典 10771']],
    ['第1077条是什么', ['? 1077']],
    ['第38条', ['? 38']],
    ['请问劳动合同法第四十六条怎么理解', ['劳动合同法 46']],
    ['公司违反了劳动法第44条', ['劳动法 44']],
    ['根据民法典和消费者权益保护法第55条', ['消费者权益保护法 55']],
    ['帮我查一下道路交通安全法实施条例第四十九条', ['道路交通安全法实施条例 49']],
    ['合同法司法解释二第5条', ['合同法司法解释二 5']],
    ['最高人民法院关于适用《行政诉讼法》的解释第六十四条', ['最高人民法院关于适用《行政诉讼法》的解释 64']],
    ['《关于适用〈行政诉讼法〉的解释》第六十四条', ['关于适用〈行政诉讼法〉的解释 64']],
    [
      '最高人民法院《关于审理民间借贷案件适用法律若干问题的规定》第25条',
      ['最高人民法院关于审理民间借贷案件适用法律若干问题的规定 25'],
    ],
    ['《民法典婚姻家庭编的解释（一）》第5条', ['民法典婚姻家庭编的解释（一） 5']],
    ['依据宪法第33条', ['宪法 33']],
    ['立法法第3条', ['立法法 3']],
    ['治安管理处罚法第四十三条第二款第（一）项', ['治安管理处罚法 43/2/1']],
    ['本法第三条', ['? 3']],
    ['看守所条例第五条', ['看守所条例 5']],
    ['老年人权益保障法第十四条', ['老年人权益保障法 14']],
    ['中国公民收养子女登记办法第五条', ['中国公民收养子女登记办法 5']],
    ['看看对外贸易法第三条', ['对外贸易法 3']],
  ])('reads %s', (text, expected) => {
    expect(brief(text)).toEqual(expected)
  })

  it.each([
    '我家有15条狗',
    '给你3条建议',
    '您的第三条建议很好',
    '2021年3月15日借了3000条烟',
    '这个办法有3条',
    '公司规定15条',
    '我的想法3条',
    '中山路38号',
    '第一条件是结婚',
    '借款5万元，利息3分',
    '微信发了20条消息',
    '提了意见3条',
    '合同第三款',
    '民法典2021年生效',
    '第9999条',
    '民法典9999条',
    '仓库里有第5000条',
  ])('finds no article in %s', (text) => {
    expect(brief(text)).toEqual([])
  })

  it('says where the reference stands, name included', () => {
    const text = '请看《民法典》第1077条的规定'
    const [reference] = parseArticleReferences(text)
    expect(text.slice(reference!.start, reference!.end)).toBe('《民法典》第1077条')
  })

  it('reads any article of any law back, in both spellings', () => {
    const laws = fc.constantFrom('民法典', '劳动合同法', '工伤保险条例', '道路交通安全法实施条例', '刑法')
    fc.assert(
      fc.property(
        laws,
        fc.integer({ min: 0, max: 99_999 }),
        fc.boolean(),
        fc.boolean(),
        (law, number, quoted, digits) => {
          const written = digits ? String(number) : formatChineseNumber(number)
          const text = `${quoted ? `《${law}》` : law}第${written}条`
          expect(brief(text)).toEqual([`${law} ${number}`])
        },
      ),
    )
  })

  it('never throws, and positions stay inside the text', () => {
    const parts = fc.constantFrom(
      '第',
      '条',
      '三',
      '十',
      '38',
      '款',
      '项',
      '之一',
      '民法典',
      '《',
      '》',
      '、',
      '至',
      ' ',
      '法',
      '〈',
    )
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (pieces) => {
        const text = pieces.join('')
        for (const { start, end } of parseArticleReferences(text)) {
          expect(start).toBeGreaterThanOrEqual(0)
          expect(end).toBeLessThanOrEqual(text.length)
          expect(start).toBeLessThan(end)
        }
      }),
    )
  })

  it('takes no time over long nonsense', () => {
    const started = performance.now()
    parseArticleReferences('一'.repeat(2000) + '法的'.repeat(1000) + '第三条'.repeat(500))
    expect(performance.now() - started).toBeLessThan(1000)
  })
})

describe('citation markers', () => {
  const text = '工资要按时发〔劳动合同法第三十条；第八十五条〕。可以申请援助〔法律援助法第三十一条第三项〕。'

  it('gives position and references of each marker', () => {
    const markers = parseCitations(text)
    expect(markers.map(({ start, end }) => text.slice(start, end))).toEqual([
      '〔劳动合同法第三十条；第八十五条〕',
      '〔法律援助法第三十一条第三项〕',
    ])
    expect(markers[0]!.references.map(({ lawName, from }) => [lawName, from.number])).toEqual([
      ['劳动合同法', 30],
      ['劳动合同法', 85],
    ])
    const third = markers[1]!.references[0]!
    expect(text.slice(third.start, third.end)).toBe('法律援助法第三十一条第三项')
  })

  it('leaves the sentence without them', () => {
    expect(stripCitations(text)).toBe('工资要按时发。可以申请援助。')
  })
})
