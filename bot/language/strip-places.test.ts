import { describe, expect, it } from 'vitest'
import { isPlace, stripPlaces } from './strip-places.js'

describe('stripPlaces', () => {
  it.each([
    ['我在湖州市吴兴区，网购的东西坏了，商家不给退怎么办？', '网购的东西坏了，商家不给退怎么办？'],
    ['我是南京人，老板拖欠工资怎么办', '老板拖欠工资怎么办'],
    ['老板拖欠工资怎么办，我在江宁', '老板拖欠工资怎么办，'],
  ])('leaves out clauses that say where: %s', (text, rest) => {
    expect(stripPlaces(text)).toBe(rest)
  })

  it.each([
    '我在南京的公司被拖欠工资怎么办',
    '江苏省物业管理条例第三条，怎么理解',
    '老公是上海人，在哪里离婚',
    '南京市玄武区',
    '北京烤鸭店欠我货款，怎么办',
  ])('leaves the rest as it is: %s', (text) => {
    expect(stripPlaces(text)).toBe(text)
  })
})

describe('isPlace', () => {
  it.each(['南京市玄武区', '我在江宁', '您好，我住在苏州那边。'])(
    'is a place and nothing else: %s',
    (text) => {
      expect(isPlace(text)).toBe(true)
    },
  )

  it.each(['我在江宁被打了', '我在厂里', ''])('is more, or none: %s', (text) => {
    expect(isPlace(text)).toBe(false)
  })
})
