import { describe, expect, it } from 'vitest'
import { figuresOf } from './figures-of.js'

const material = (text: string) => figuresOf(text).flatMap(({ key, material }) => (material ? [key] : []))

describe('the figures of a text', () => {
  it.each([
    ['四十五日', '45天'],
    ['一个月', '1个月'],
    ['二倍', '双倍'],
    ['两倍', '2倍'],
    ['百分之五十', '５０％'],
    ['五百元', '500块'],
    ['一万五千元', '1.5万元'],
    ['七个工作日', '7个工作日'],
    ['两周岁', '2岁'],
    ['二〇二一年一月一日', '2021年1月1日'],
    ['10,000元', '一万元'],
  ])('are the same in %s and %s', (one, other) => {
    expect(material(one)).toEqual([...new Set(material(other))])
    expect(material(one).length).toBeGreaterThan(0)
  })

  it.each([
    ['一个月', '三十日'],
    ['一年', '十二个月'],
    ['七日', '七个工作日'],
    ['七日', '一周'],
    ['三个月', '三月'],
    ['七十二小时', '三天'],
    ['一倍', '百分之百'],
  ])('differ in %s and %s', (one, other) => {
    expect(material(one)).not.toEqual(material(other))
  })

  it.each([
    '民法典第一千零七十七条',
    '有两种办法',
    '第一步，第二步',
    '万一他不来',
    '千万不要签',
    '一定要一次说清',
    '老百姓',
  ])('are none in %s', (text) => expect(material(text)).toEqual([]))

  it.each([
    ['3-5天', ['3日', '5日']],
    ['三至五日', ['3日', '5日']],
    ['晚上十点', ['晚上']],
    ['下周三', ['下周三']],
    ['打 12348', ['12348']],
    ['三分之一', ['1/3']],
  ])('are told one by one: %s', (text, keys) => {
    expect(material(text)).toEqual(expect.arrayContaining(keys))
  })
})
