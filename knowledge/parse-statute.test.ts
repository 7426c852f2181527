import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { formatChineseNumber } from './chinese-number.js'
import { parseStatute } from './parse-statute.js'
import { printStatute } from './print/print-statute.js'

const LAW = `# 中华人民共和国示例法

2018年3月1日 第十三届全国人民代表大会常务委员会第一次会议通过

2023年12月29日 第十四届全国人民代表大会常务委员会第七次会议修订

<!-- INFO END -->

## 第一章　总则

第一条 为了示例，制定本法。

第二条 本法适用于下列事项：

（一）甲；

（二）乙。

前款规定不影响丙。

## 第二章 规则

### 第一节 一般规则

第一百二十条之一 违反第二条的，承担责任。

## 第三章 附则

第一百二十一条 本法自2024年7月1日起施行。《中华人民共和国旧示例法》、《示例暂行办法》同时废止。

附：

示例目录

| 一 | 二 |
`

describe('statutes in Markdown', () => {
  const law = parseStatute(LAW, '示例法(2023-12-29).md')

  it('reads title, body and dates', () => {
    expect(law).toMatchObject({
      title: '中华人民共和国示例法',
      shortTitle: '示例法',
      issuingBody: '全国人民代表大会常务委员会',
      versionDate: '2023-12-29',
      effectiveFrom: '2024-07-01',
      effectiveTo: null,
      regionCode: null,
      repeals: ['旧示例法', '示例暂行办法'],
    })
    expect(law.notes).toHaveLength(2)
  })

  it('reads articles with their headings, paragraphs and items', () => {
    expect(law.provisions.slice(0, 3)).toEqual([
      { article: '第一条', number: 1, suffix: 0, headingPath: ['第一章 总则'], text: '为了示例，制定本法。' },
      {
        article: '第二条',
        number: 2,
        suffix: 0,
        headingPath: ['第一章 总则'],
        text: '本法适用于下列事项：\n（一）甲；\n（二）乙。\n前款规定不影响丙。',
      },
      {
        article: '第一百二十条之一',
        number: 120,
        suffix: 1,
        headingPath: ['第二章 规则', '第一节 一般规则'],
        text: '违反第二条的，承担责任。',
      },
    ])
  })

  it('keeps an annex apart from the last article', () => {
    expect(law.provisions.at(-1)).toMatchObject({
      article: null,
      number: null,
      text: '附：\n示例目录\n| 一 | 二 |',
    })
  })

  it('takes the book of a split code as part and heading, the code as title', () => {
    const book = parseStatute(
      '# 中华人民共和国民法典\n\n# 示例编\n\n<!-- INFO END -->\n\n## 第一章 一般规定\n\n第三条 甲。',
      '示例编.md',
    )
    expect(book).toMatchObject({ shortTitle: '民法典', part: '示例编' })
    expect(book.provisions[0]!.headingPath).toEqual(['示例编', '第一章 一般规定'])
  })

  it('reads labels with gaps, 〇, digits and dashes, and no references at the beginning of a line', () => {
    const text = `# 示例规定\n\n<!-- INFO END -->\n\n第一百二十七条 略。\n\n第一百二十八 条侦查人员应当到场。\n\n第一百二十九条\n\n甲。\n\n第一百三〇条　乙。\n\n第131条 丙。\n\n第一百三十条的规定另有例外。`
    const { provisions } = parseStatute(text, 'a.md')
    expect(provisions.map(({ number, text: content }) => [number, content])).toEqual([
      [127, '略。'],
      [128, '侦查人员应当到场。'],
      [129, '甲。'],
      [130, '乙。'],
      [131, '丙。\n第一百三十条的规定另有例外。'],
    ])
  })

  it('cuts a text without articles into its points', () => {
    const text = `# 某某问题的批复\n\n<!-- INFO END -->\n\n某高级人民法院：\n\n一、甲。\n\n理由如下。\n\n二、乙。`
    expect(parseStatute(text, 'a.md').provisions.map((provision) => provision.text)).toEqual([
      '某高级人民法院：',
      '一、甲。\n理由如下。',
      '二、乙。',
    ])
  })
})

describe('statutes as running text', () => {
  it('reads title, note, contents and articles of a text file', () => {
    const text = [
      '南京市示例条例',
      '（2019年1月2日南京市第十六届人民代表大会常务委员会第十次会议通过　2019年3月4日江苏省第十三届人民代表大会常务委员会第八次会议批准）',
      '目　录',
      '第一章　总则',
      '第二章　附则………3',
      '第一章　总则',
      '第一条　为了示例，制定',
      '本条例。',
      '第二章　附则',
      '第二条　本条例自公布之日起三十日后施行。',
    ].join('\r\n')
    const law = parseStatute(text, '南京市示例条例.txt')
    expect(law).toMatchObject({
      title: '南京市示例条例',
      issuingBody: '南京市人民代表大会常务委员会',
      regionCode: '320100',
      versionDate: '2019-03-04',
      effectiveFrom: '2019-04-03',
    })
    expect(law.notes).toHaveLength(2)
    expect(law.provisions.map(({ article, headingPath }) => [article, headingPath.join()])).toEqual([
      ['第一条', '第一章 总则'],
      ['第二条', '第二章 附则'],
    ])
  })

  it('takes the file name where the text has no title', () => {
    expect(parseStatute('第一条 甲。', '示例办法(2020-01-01).txt')).toMatchObject({
      title: '示例办法',
      versionDate: '2020-01-01',
      effectiveFrom: '2020-01-01',
    })
  })
})

describe('dates and repeals', () => {
  const dates = (fileDate: string | null, notes: string[], last: string) => {
    const text = `# 示例条例\n\n${notes.join('\n\n')}\n\n<!-- INFO END -->\n\n第一条 甲。\n\n第二条 ${last}`
    return parseStatute(text, fileDate === null ? '示例条例.md' : `示例条例(${fileDate}).md`)
  }

  it('does not take the first commencement for that of an amended version', () => {
    expect(dates('2018-10-26', [], '本条例自2006年1月1日起施行。').effectiveFrom).toBe('2018-10-26')
  })

  it('takes the day the notes announce where the article still names the first one', () => {
    const law = dates(
      '2021-12-24',
      ['2021年12月24日 某某会议修正', '2022年1月1日 施行'],
      '本条例自公布之日起施行。',
    )
    expect(law.effectiveFrom).toBe('2022-01-01')
  })

  it('counts months to the last day of one that is too short', () => {
    const from = (text: string) => dates('2020-11-30', [], text).effectiveFrom
    expect(from('本条例自公布之日起三个月后施行。')).toBe('2021-02-28')
    expect(from('本条例自公布之日起四个月后施行。')).toBe('2021-03-30')
  })

  it('reads dates in Chinese digits, and a commencement from the day of publication', () => {
    expect(dates('1993-12-29', [], '本条例自一九九四年一月一日起施行。').effectiveFrom).toBe('1994-01-01')
    const law = dates('2020-05-01', ['2020年5月6日 国务院令第700号公布'], '本条例自公布之日起施行。')
    expect(law.effectiveFrom).toBe('2020-05-06')
  })

  it('reads how long the text says it is valid', () => {
    expect(dates('2020-12-01', [], '本条例自2021年1月1日起施行，有效期五年。').effectiveTo).toBe('2026-01-01')
    expect(dates('2020-12-01', [], '本条例自2021年1月1日起施行，有效期至2022年12月31日。').effectiveTo).toBe(
      '2023-01-01',
    )
    expect(dates('2020-12-01', [], '许可证的有效期为五年。').effectiveTo).toBeNull()
  })

  it('counts the repeals of an amended text from its first commencement', () => {
    const law = dates(
      '2018-10-26',
      [],
      '本条例自2006年1月1日起施行。1990年1月2日国务院发布的《旧条例》同时废止。',
    )
    expect(law).toMatchObject({ repeals: ['旧条例'], repealsOn: '2006-01-01' })
  })

  it.each([
    ['《甲办法》《乙办法》同时废止。', ['甲办法', '乙办法']],
    ['《甲办法》；《乙办法》同时废止。', ['甲办法', '乙办法']],
    [
      '下列规定同时废止：\n\n（一）《甲办法》；\n\n（二）《最高人民法院关于适用〈中华人民共和国乙法〉的解释》。',
      ['甲办法', '最高人民法院关于适用〈乙法〉的解释'],
    ],
    ['《甲办法》同时废止；以前的规定与本条例不一致的，以本条例为准。', ['甲办法']],
    ['《甲办法》与本条例不一致的，同时废止。', []],
    ['《甲办法》第三条同时废止。', []],
    ['依照《甲办法》作出的决定予以废止。', []],
    ['行政法规的修改和废止适用《立法法》。', []],
  ])('reads from %s', (text, repeals) => {
    expect(dates('2020-01-01', [], text).repeals).toEqual(repeals)
  })
})

describe('printing', () => {
  const words = fc.constantFrom(
    '甲',
    '乙丙',
    '应当',
    '规定，',
    '施行。',
    '（一）',
    '《丁法》',
    '第三条',
    '一、',
    '12.',
    '附件',
    '目录',
    '有效期',
    '2020年1月1日',
    ' ',
  )
  const line = fc.array(words, { minLength: 1, maxLength: 8 }).map((parts) => parts.join(''))
  const block = fc.oneof(
    line,
    fc
      .tuple(fc.integer({ min: 1, max: 300 }), line)
      .map(([number, text]) => `第${formatChineseNumber(number)}条 ${text}`),
    fc
      .tuple(
        fc.integer({ min: 1, max: 4 }),
        line.filter((text) => text.trim() !== ''),
      )
      .map(([depth, text]) => `${'#'.repeat(depth)} ${text}`),
  )

  it('reads back exactly what it prints, whatever it has read', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 25 }), (blocks) => {
        const first = parseStatute(
          `# 示例法\n\n<!-- INFO END -->\n\n${blocks.join('\n\n')}`,
          '示例法(2020-01-01).md',
        )
        expect(parseStatute(printStatute(first), '示例法(2020-01-01).md')).toEqual(first)
      }),
      { numRuns: 500 },
    )
  })

  it('reads long rows of what usually comes in pairs or once', () => {
    for (const sign of ['《', '废止《', '“《', '目录\n', '（', '〔', '<!--']) {
      const row = sign.repeat(300_000)
      for (const text of [
        `示例办法\n（2020年1月1日${row}\n第一条 甲`,
        `# 示例办法\n<!-- INFO END -->\n第一条 同时废止${row}废止`,
      ])
        expect(parseStatute(text, '示例办法.txt').provisions.length).toBeGreaterThan(0)
    }
  }, 60_000)

  it('never throws on any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => void parseStatute(text, 'a.txt')),
    )
  })
})

const national = new URL('../../shared/data/statutes/national', import.meta.url).pathname

describe.skipIf(!existsSync(national))(
  'all national statutes (skipped where ../shared/data is absent)',
  () => {
    const files = existsSync(national)
      ? (readdirSync(national, { recursive: true }) as string[]).filter((file) => file.endsWith('.md'))
      : []

    it('finds every article, dates every version and reads back what it prints', () => {
      let articles = 0
      let lines = 0
      for (const file of files) {
        const text = readFileSync(join(national, file), 'utf8')
        const law = parseStatute(text, basename(file))
        articles += law.provisions.filter(({ number }) => number !== null).length
        const body = text.slice(text.indexOf('<!-- INFO END -->'))
        lines += body.match(/^第[一二三四五六七八九十百千零〇]+ ?条/gm)?.length ?? 0
        expect(law.versionDate, file).not.toBeNull()
        expect(law.effectiveFrom, file).not.toBeNull()
        expect(law.regionCode, file).toBeNull()
        expect(law.provisions.length, file).toBeGreaterThan(0)
        expect(parseStatute(printStatute(law), basename(file)), file).toEqual(law)
      }
      // 64,665 lines begin with 第…条; five more have a gap before 条.
      expect(articles).toBe(lines)
      expect(articles).toBe(64_670)
    })
  },
)
