import { describe, expect, it } from 'vitest'
import { searchRegions } from './regions.js'

const codes = (text: string) => searchRegions(text, 5).map(({ code }) => code)

describe('searching regions', () => {
  it('finds a region by part of its name, by its name with those around it, and by its code', () => {
    expect(searchRegions('吴兴', 5)).toEqual([{ code: '330502', name: '浙江省湖州市吴兴区' }])
    for (const text of ['湖州市吴兴区', '湖州 吴兴', ' 330502 ']) expect(codes(text)).toEqual(['330502'])
  })

  it('tells places of one name apart by what lies around them', () => {
    expect(codes('鼓楼区').length).toBeGreaterThan(2)
    expect(codes('南京 鼓楼区')).toEqual(['320106'])
  })

  it('knows a village by its code, as part of its township', () => {
    expect(searchRegions('330502002001', 5)).toEqual([
      { code: '330502002001', name: '浙江省湖州市吴兴区朝阳街道（001）' },
    ])
  })

  it('finds nothing for nothing', () => {
    for (const text of ['', '  ', '哪里都不是', '999999']) expect(codes(text)).toEqual([])
  })
})
