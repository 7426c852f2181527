import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type VersionInForce, workOutEffectivity } from './effectivity.js'
import { loadRepeals } from './load-repeals.js'
import { parseStatute } from './parse-statute.js'

function version(id: string, over: Partial<VersionInForce> = {}): VersionInForce {
  return {
    id,
    shortTitle: id.replace(/\d+$/, ''),
    regionCode: null,
    versionDate: '2000-01-01',
    effectiveFrom: over.versionDate ?? '2000-01-01',
    effectiveTo: null,
    repeals: [],
    ...over,
  }
}

const ends = (versions: VersionInForce[]) => Object.fromEntries(workOutEffectivity(versions))

describe('how long a version is in force', () => {
  it('ends when the next one takes effect, not when it is adopted', () => {
    const versions = [
      version('公司法2018', { versionDate: '2018-10-26' }),
      version('公司法2023', { versionDate: '2023-12-29', effectiveFrom: '2024-07-01' }),
    ]
    expect(ends(versions)).toEqual({ 公司法2018: '2024-07-01' })
    expect(ends(versions.toReversed())).toEqual({ 公司法2018: '2024-07-01' })
  })

  it('ends with the repeal, also where the clause leaves the court out', () => {
    const old = version('最高人民法院关于适用《甲法》的解释')
    const next = version('乙法', {
      versionDate: '2010-01-01',
      effectiveFrom: '2010-05-01',
      repeals: ['关于适用〈甲法〉的解释'],
    })
    expect(ends([old, next])).toEqual({ [old.id]: '2010-05-01' })
  })

  it('outlives a repeal of its predecessor that an amended text repeats', () => {
    const again = version('甲办法', { versionDate: '2010-01-01' })
    const law = version('乙法', { versionDate: '2015-01-01', repeals: ['甲办法'], repealsOn: '2000-01-01' })
    expect(ends([again, law])).toEqual({})
  })

  it('is not ended by a law of another region, nor by a decision that amends it', () => {
    const law = version('甲条例')
    const local = version('甲条例2', {
      shortTitle: '甲条例',
      regionCode: '320000',
      versionDate: '2020-01-01',
      repeals: ['甲条例'],
    })
    const decision = version('关于修改《甲条例》的决定', { versionDate: '2021-01-01' })
    expect(ends([law, local, decision])).toEqual({})
  })

  it('counts the books of a code as laws of their own', () => {
    const book = (part: string, versionDate: string) =>
      version(part, { shortTitle: '民法典', part, versionDate })
    expect(ends([book('总则', '2021-01-01'), book('婚姻家庭编', '2020-05-28')])).toEqual({})
  })

  it('was in force on no day when it was replaced before it took effect', () => {
    const first = version('甲法1', { versionDate: '2019-01-01', effectiveFrom: '2021-01-01' })
    const second = version('甲法2', { versionDate: '2020-01-01', effectiveFrom: '2020-06-01' })
    expect(ends([first, second])).toEqual({ 甲法1: '2021-01-01' })
  })

  it('keeps the day its own text names, when that comes first', () => {
    expect(ends([version('甲办法', { effectiveTo: '2005-01-01' })])).toEqual({ 甲办法: '2005-01-01' })
  })

  it('follows the list of repeals that stand elsewhere', () => {
    const old = version('最高人民法院关于适用《婚姻法》若干问题的解释（一）', { versionDate: '2001-12-24' })
    expect(ends([old, version('婚姻法', { versionDate: '2001-04-28' })])).toEqual({
      [old.id]: '2021-01-01',
      婚姻法: '2021-01-01',
    })
  })
})

describe('repeals.csv', () => {
  it('names what the Civil Code ended', () => {
    const names = loadRepeals().map(({ name }) => name)
    for (const law of [
      '婚姻法',
      '继承法',
      '民法通则',
      '收养法',
      '担保法',
      '合同法',
      '物权法',
      '侵权责任法',
      '民法总则',
    ]) {
      expect(names).toContain(law)
    }
  })

  it('names days', () => {
    for (const { repealedOn } of loadRepeals()) expect(repealedOn).toMatch(/^\d{4}-\d{2}-\d{2}$/)
  })
})

const national = new URL('../../shared/data/statutes/national', import.meta.url).pathname

describe.skipIf(!existsSync(national))('national statutes (skipped where ../shared/data is absent)', () => {
  const versions = existsSync(national)
    ? (readdirSync(national, { recursive: true }) as string[])
        .filter((file) => file.endsWith('.md'))
        .map(
          (file): VersionInForce => ({
            ...parseStatute(readFileSync(join(national, file), 'utf8'), basename(file)),
            id: file,
          }),
        )
    : []
  const all = workOutEffectivity(versions)
  const inForce = (date: string) =>
    versions.filter((v) => (v.effectiveFrom ?? '') <= date && (all.get(v.id) ?? '9') > date).map((v) => v.id)

  it('has the old Company Law in force until the new one takes effect', () => {
    const company = (date: string) =>
      inForce(date)
        .filter((id) => /\/公司法\(/.test(id))
        .map((id) => basename(id))
    expect(company('2024-06-30')).toEqual(['公司法(2018-10-26).md'])
    expect(company('2024-07-01')).toEqual(['公司法(2023-12-29).md'])
  })

  it('has every book of the Civil Code in force from 2021, and no interpretation of what it replaced', () => {
    const now = inForce('2025-04-01')
    expect(now.filter((id) => id.startsWith('民法典/'))).toHaveLength(8)
    expect(inForce('2020-12-31').filter((id) => id.startsWith('民法典/'))).toEqual([])
    expect(now.filter((id) => /适用《(?:婚姻法|合同法|物权法|担保法|继承法|民法总则)》/.test(id))).toEqual([])
  })

  it('keeps one version of a law in force at a time', () => {
    const seen = new Map<string, string>()
    for (const id of inForce('2025-04-01')) {
      const { shortTitle, part, versionDate } = versions.find((v) => v.id === id)!
      const key = `${shortTitle} ${part}`
      // Two files may hold the same version.
      expect(seen.get(key) ?? versionDate, key).toBe(versionDate)
      seen.set(key, versionDate!)
    }
  })
})
