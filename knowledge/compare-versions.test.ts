import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ComparedPart, compareVersions } from './compare-versions.js'
import { parseFile } from './parse-file.js'

const NATIONAL = join(import.meta.dirname, '../../shared/data/statutes/national')

const part = (label: string | null, text: string, heading = ''): ComparedPart => ({ label, heading, text })
const kinds = (changes: ReturnType<typeof compareVersions>['changes']) =>
  changes.map(({ kind, before, after }) => `${kind} ${before?.label ?? '-'} ${after?.label ?? '-'}`)

async function articlesOf(path: string): Promise<ComparedPart[]> {
  const { sources } = await parseFile({ path: join(NATIONAL, path), relativePath: path })
  const [statute] = sources
  if (statute?.kind !== 'statute') throw new Error(`${path} is no statute`)
  return statute.provisions.map(({ article, headingPath, text }) =>
    part(article, text, headingPath.join(' / ')),
  )
}

describe('two versions', () => {
  it('tells changed, removed, added and renumbered articles apart', () => {
    const before = [
      part('第一条', '为了让风筝飞得高，制定本法。'),
      part('第二条', '放风筝应当远离电线，距离不少于五十米。'),
      part('第三条', '夜间不得放风筝。'),
      part('第四条', '本法自公布之日起施行。'),
    ]
    const after = [
      part('第一条', '为了让风筝飞得高，  制定本法。'),
      part('第二条', '放风筝应当远离电线，距离不少于一百米。'),
      part('第三条', '儿童放风筝由成年人陪同。'),
      part('第四条', '赛事由体育部门批准。'),
      part('第五条', '本法自公布之日起施行。'),
    ]
    const { changes, unchanged } = compareVersions(before, after)
    expect(unchanged).toBe(1)
    expect(kinds(changes)).toEqual([
      'changed 第二条 第二条',
      'removed 第三条 -',
      'added - 第三条',
      'added - 第四条',
      'renumbered 第四条 第五条',
    ])
    expect(changes[0]!.words.filter(({ is }) => is !== 'same')).toEqual([
      { text: '五十', is: 'removed' },
      { text: '一百', is: 'added' },
    ])
  })

  it('marks the number of an article as one word', () => {
    const rule = (article: string) => part('第九条', `违反本法${article}规定的，由体育部门责令改正。`)
    const { changes } = compareVersions([rule('第一百零七条')], [rule('第一百一十一条')])
    expect(changes[0]!.words.map(({ text }) => text)).toContain('第一百零七条')
  })

  it('keeps the sections of a guide together by their headings', () => {
    const before = [part(null, '直接去窗口。'), part(null, '身份证', '要带什么')]
    const after = [part(null, '网上申请。'), part(null, '身份证和户口本', '要带什么')]
    expect(compareVersions(before, after).changes.map(({ kind }) => kind)).toEqual(['changed', 'changed'])
  })

  it('finds nothing in the same text, and everything new in a first one', () => {
    const text = [part('第一条', '甲'), part('第一条', '甲'), part(null, '附表')]
    expect(compareVersions(text, text)).toEqual({ changes: [], unchanged: 3 })
    expect(compareVersions([], text).changes.map(({ kind }) => kind)).toEqual(['added', 'added', 'added'])
  })

  it('pairs the articles of a long code that is written anew throughout', () => {
    const code = (word: string) =>
      Array.from({ length: 1260 }, (_, n) =>
        part(`第${n + 1}条`, `${word}第${n}种风筝的线长不得超过${n * 3}米，由${word}部门批准后施放。`),
      )
    const { changes } = compareVersions(code('体育'), code('航空'))
    expect(changes.filter(({ kind }) => kind === 'changed')).toHaveLength(1260)
  })
})

describe.skipIf(!existsSync(NATIONAL))('real statutes', () => {
  it('follows the articles of the Company Law through its revision', async () => {
    const { changes } = compareVersions(
      await articlesOf('民法商法/公司法(2018-10-26).md'),
      await articlesOf('民法商法/公司法(2023-12-29).md'),
    )
    const found = kinds(changes)
    expect(found).toContain('renumbered 第十条 第八条')
    expect(found).toContain('changed 第八条 第七条')
    expect(found).toContain('removed 第二十三条 -')
    expect(found).toContain('added - 第二十四条')
    expect(found).toContain('changed 第六十三条 第二十三条')
  })

  it('sees what an amendment of the Civil Procedure Law inserted', async () => {
    const { changes, unchanged } = compareVersions(
      await articlesOf('诉讼与非诉讼程序法/民事诉讼法(2021-12-24).md'),
      await articlesOf('诉讼与非诉讼程序法/民事诉讼法(2023-09-01).md'),
    )
    expect(kinds(changes)).toEqual(
      expect.arrayContaining([
        'changed 第四十条 第四十条',
        'added - 第一百九十四条',
        'renumbered 第一百九十四条 第一百九十八条',
      ]),
    )
    expect(unchanged).toBeGreaterThan(150)
  })
})
