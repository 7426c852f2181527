import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { parseFile } from './parse-file.js'
import { buildDocx, buildXlsx } from './testing/build-zip.js'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'wenfa-parse-'))
})
afterAll(() => rm(folder, { recursive: true }))

async function parse(name: string, content: string | Buffer, options: { regionCode?: string } = {}) {
  const path = join(folder, name)
  await writeFile(path, content)
  return parseFile({ path, relativePath: name, ...options })
}

const GUIDE = `---
title: 申请示例
serviceLine: legal_aid
matters: [labour, 婚姻家庭]
region: 南京
office: 示例窗口
fee: 不收费
materials:
  - 身份证件
cites:
  - 法律援助法第三十一条
asks: [怎么申请示例]
effectiveFrom: 2022-01-01
---

可以申请〔法律援助法第三十一条；第三十二条〕。

## 怎么办
1. 先准备。
2. 再申请。

## 注意
> 别超期。
提前打电话。
`

const FAQ = `---
title: 工资
matter: labour
---

## 不发工资怎么办？
- 也这样问: 拖欠工资 | 老板不给钱
- 业务: 法律援助
- 接着问: 怎么仲裁

可以投诉〔劳动法第五十条〕。

1. 存证据。

> 一年内申请。

## 没有答案的问题？

## 离婚要多久？
- 事项: marriage_family

三十天。
`

describe('guides', () => {
  it('reads front matter, answer, steps, notices and every article cited', async () => {
    const { sources, problems } = await parse('guide.md', GUIDE)
    expect(problems).toEqual([])
    expect(sources).toEqual([
      {
        kind: 'guide',
        title: '申请示例',
        matters: ['labour', 'marriage_family'],
        serviceLines: ['legal_aid'],
        regionCode: '320100',
        office: '示例窗口',
        fee: '不收费',
        timeLimit: null,
        materials: ['身份证件'],
        asks: ['怎么申请示例'],
        followUps: [],
        cites: ['法律援助法第三十一条', '法律援助法第三十二条'],
        effectiveFrom: '2022-01-01',
        effectiveTo: null,
        lead: '可以申请〔法律援助法第三十一条；第三十二条〕。',
        sections: [
          { heading: '怎么办', kind: 'steps', items: ['先准备。', '再申请。'] },
          { heading: '注意', kind: 'notice', items: ['别超期。'] },
          { heading: '', kind: 'text', items: ['提前打电话。'] },
        ],
      },
    ])
  })

  it('takes the region of the command over that of the file', async () => {
    const { sources } = await parse('guide.md', GUIDE, { regionCode: '330000' })
    expect(sources[0]!.regionCode).toBe('330000')
  })

  it('says what is wrong with a guide it cannot use', async () => {
    await expect(parse('a.md', '---\nserviceLine: notary\n---\n甲')).rejects.toThrow('has no title')
    await expect(parse('b.md', '---\ntitle: 甲\nserviceLine: notary\n---\n## 怎么办\n1. 乙')).rejects.toThrow(
      'direct answer',
    )
    await expect(parse('c.md', '---\ntitle: [甲\n---\n乙')).rejects.toThrow('not valid YAML')
    await expect(parse('e.md', '---\ntitle: *甲\nfee: 不收费\n---\n乙')).rejects.toThrow('not valid YAML')
    await expect(
      parse('d.md', '---\ntitle: 甲\nserviceLine: notary\nregion: 鼓楼区\n---\n乙'),
    ).rejects.toThrow('no known region')
  })
})

describe('Q&A', () => {
  it('reads the good entries and tells the line of the bad one', async () => {
    const { sources, problems } = await parse('faq.md', FAQ)
    expect(sources).toMatchObject([
      {
        kind: 'faq',
        title: '不发工资怎么办？',
        matters: ['labour'],
        serviceLines: ['legal_aid'],
        asks: ['拖欠工资', '老板不给钱'],
        followUps: ['怎么仲裁'],
        cites: ['劳动法第五十条'],
        lead: '可以投诉〔劳动法第五十条〕。',
        sections: [
          { heading: '', kind: 'steps', items: ['存证据。'] },
          { heading: '', kind: 'notice', items: ['一年内申请。'] },
        ],
      },
      { title: '离婚要多久？', matters: ['marriage_family'], lead: '三十天。' },
    ])
    expect(problems).toEqual([{ line: 17, message: expect.stringContaining('没有答案的问题？') }])
  })

  it('reads tables with Chinese and English headers', async () => {
    const chinese = await parse(
      'a.csv',
      '问题,答案,也这样问,依据,事项\n甲？,"乙。\n1. 丙",丁|戊,劳动法第五十条,labour\n己？,,,,\n',
    )
    expect(chinese.sources).toMatchObject([
      {
        title: '甲？',
        lead: '乙。',
        sections: [{ kind: 'steps', items: ['丙'] }],
        asks: ['丁', '戊'],
        cites: ['劳动法第五十条'],
        matters: ['labour'],
      },
    ])
    expect(chinese.problems).toEqual([{ line: 3, message: expect.stringContaining('no direct answer') }])
    const english = await parse(
      'a.xlsx',
      buildXlsx([
        ['question', 'answer', 'region'],
        ['甲？', '乙。', '320100'],
      ]),
    )
    expect(english.sources).toMatchObject([{ title: '甲？', regionCode: '320100' }])
  })

  it('doubts a citation that names no article', async () => {
    const { problems } = await parse('cite.csv', '问题,答案\n甲？,乙〔那部法〕。\n')
    expect(problems[0]!.message).toContain('〔那部法〕')
  })
})

describe('offices', () => {
  const header = '名称,层级,地区,上级,地址,电话,时间,业务,经度,纬度\n'

  it('reads rows and tells the wrong ones by line and column', async () => {
    const { offices, problems } = await parse(
      'offices.csv',
      `${header}示例中心,市,南京,,示例路1号,025-12345678,工作日,法律援助;公证,118.8,32.1\n坏中心,市,鼓楼区,,,,,,,\n又坏,市级的,320100,,,电话,,,999,\n`,
    )
    expect(offices).toEqual([
      {
        line: 2,
        name: '示例中心',
        level: 'city',
        regionCode: '320100',
        parent: null,
        address: '示例路1号',
        phone: '025-12345678',
        hours: '工作日',
        serviceLines: ['legal_aid', 'notary'],
        longitude: 118.8,
        latitude: 32.1,
      },
    ])
    expect(problems.map(({ line, message }) => [line, message.split(' ')[0]])).toEqual([
      [3, 'region'],
      [4, 'level'],
      [4, 'phone'],
      [4, 'longitude'],
    ])
  })
})

describe('deciding what a file is', () => {
  it('reads a statute from DOCX', async () => {
    const { sources } = await parse('示例办法.docx', buildDocx(['示例办法', '第一条 甲。', '第二条 乙。']))
    expect(sources).toMatchObject([
      { kind: 'statute', title: '示例办法', provisions: [{ number: 1 }, { number: 2 }] },
    ])
  })

  it('refuses what is none of them, and says how to go on', async () => {
    await expect(parse('notes.md', '# 会议记录\n\n今天讨论了工作。')).rejects.toThrow('--kind')
    await expect(parse('list.csv', '甲,乙\n1,2\n')).rejects.toThrow('first row needs')
  })
})
