import { describe, expect, it } from 'vitest'
import { findRegion, regionAtStart } from './find-region.js'
import { childRegions, eachRegion, fullRegionName, isRegionCode, parentCodes, regionName } from './regions.js'

describe('regions', () => {
  it('knows names, parents and children', () => {
    expect(regionName('320102')).toBe('玄武区')
    expect(parentCodes('320102')).toEqual(['320100', '320000'])
    expect(parentCodes('110105')).toEqual(['110000'])
    expect(parentCodes('442000')).toEqual(['440000'])
    expect(childRegions(null)).toHaveLength(34)
    expect(childRegions('320100').map(({ name }) => name)).toContain('江宁区')
    expect(childRegions('110000').map(({ name }) => name)).toContain('朝阳区')
    expect(regionName('999999')).toBeNull()
  })

  it('knows the townships of a county, and of a city without counties', () => {
    expect(childRegions('320102').map(({ name }) => name)).toContain('玄武湖街道')
    expect(childRegions('620200')).toEqual([{ code: '620201', name: '嘉峪关市' }])
    expect(childRegions('620201').map(({ name }) => name)).toContain('雄关街道')
    expect(childRegions('441900').map(({ code }) => code)).toContain('441900003')
    expect(childRegions('442000').length).toBeGreaterThan(20)
    expect(childRegions('320102002001')).toEqual([])
    expect(childRegions('710000')).toEqual([])
    expect(parentCodes('620201001')).toEqual(['620201', '620200', '620000'])
    expect(parentCodes('441900003001')).toEqual(['441900003', '441900', '440000'])
    expect(fullRegionName('442000101')).toBe('广东省中山市黄圃镇')
  })

  it('tells all but 嘉峪关 as its own county without reading townships, by the same names', () => {
    const visited: string[] = []
    eachRegion(({ code, name, parent }) => {
      visited.push(code)
      expect([code.length, regionName(code), parentCodes(code)[0] ?? null]).toEqual([6, name, parent])
    })
    expect(visited).toContain('441900')
    expect(visited).not.toContain('620201')
    expect(isRegionCode('620201')).toBe(true)
  })

  it('takes six, nine and twelve digits of known places as codes', () => {
    for (const code of ['320000', '320102', '320102010', '320102010001', '810000'])
      expect(isRegionCode(code)).toBe(true)
    for (const code of ['', '32', '990000', '320102999', '南京']) expect(isRegionCode(code)).toBe(false)
    expect(parentCodes('320102010001')).toEqual(['320102010', '320102', '320100', '320000'])
  })
})

describe('regions in text', () => {
  it.each([
    ['我在南京上班', '320100'],
    ['江苏', '320000'],
    ['玄武区', '320102'],
    ['江苏省南京市玄武区', '320102'],
    ['南京鼓楼', '320106'],
    ['鼓楼区（南京）', '320106'],
    ['北京朝阳', '110105'],
    ['昆山市', '320583'],
    ['济南市中区', '370103'],
    ['南京市玄武区玄武湖街道', '320102010'],
    ['新疆喀什', '653100'],
    ['新疆', '650000'],
    ['恩施', '422800'],
    ['凉山州', '513400'],
    ['吉林', '220000'],
    ['吉林市', '220200'],
    ['广东中山', '442000'],
    ['香港', '810000'],
    ['我在上海打工，老家安徽', '310000'],
    ['昆山的厂子不发工资', '320583'],
    ['你好，沭阳这边征地', '321322'],
    ['我是海门人', '320614'],
    ['我老公在萧山做投资', '330109'],
    ['家住句容宝华镇', '321183109'],
    ['在新疆，老家昆山', '650000'],
    ['老家安徽，在上海打工', '310000'],
    ['我老家在河南，征地怎么补', '410000'],
    ['上海户口的老公要离婚，我住南京', '320100'],
    ['老公在上海，我和孩子在南京', '320100'],
    ['上海户口的老公要离婚', '310000'],
    ['去北京出差，回到杭州被辞退', '330100'],
    ['上海浦东', '310115'],
    ['嘉峪关市', '620200'],
  ])('finds %s', (text, code) => {
    expect(findRegion(text)).toBe(code)
  })

  it.each([
    '长安',
    '和平分手',
    '朝阳',
    '朝阳区',
    '鼓楼区',
    '新城区',
    '中山',
    '南京路',
    '北京烤鸭',
    '北京东路',
    '重庆火锅店',
    '上海交通大学',
    '上海大众汽车',
    '平安保险',
    '公安不立案',
    '我在商城买的鞋',
    '跟人合作的店，合作不愉快',
    '东西被放到天台',
    '打工的老板欠太仓库的钱',
    '这个县城',
    '公安局不立案',
    '我要离婚',
    '',
  ])('finds none in %s', (text) => {
    expect(findRegion(text)).toBeNull()
  })

  it('lets the region already known decide between namesakes', () => {
    expect(findRegion('我在鼓楼区', '320100')).toBe('320106')
    expect(findRegion('我在鼓楼区', '320102')).toBe('320106')
    expect(findRegion('我在鼓楼区', '440000')).toBeNull()
    expect(findRegion('玄武湖街道', '320102')).toBe('320102010')
  })

  it('does not let what is said of somebody else move the person', () => {
    for (const text of [
      '上海户口的老公要离婚',
      '我老公是上海人',
      '对方在北京',
      '寄到杭州的快递丢了',
      '我老家在河南',
    ])
      expect(findRegion(text, '320100')).toBeNull()
    expect(findRegion('我现在在上海', '320100')).toBe('310000')
  })

  it('reads a name of several owners that is repeated without end in no time', () => {
    const started = performance.now()
    expect(findRegion('鼓楼区'.repeat(1333))).toBeNull()
    expect(findRegion(`${'鼓楼区'.repeat(1333)}（南京）`)).toBe('320106')
    expect(performance.now() - started).toBeLessThan(1000)
  })

  it('reads the region that a title begins with, but no lake for a district', () => {
    expect(regionAtStart('杭州西湖龙井茶基地保护条例')).toBe('330100')
    expect(regionAtStart('上海市浦东新区示例规定')).toBe('310115')
    expect(regionAtStart('中国（重庆）自由贸易试验区条例')).toBe('500000')
    expect(regionAtStart('关于南京的规定')).toBeNull()
  })
})
