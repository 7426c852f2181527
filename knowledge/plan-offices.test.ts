import { describe, expect, it } from 'vitest'
import type { OfficeRow } from '../storage/tables.js'
import type { ParsedOffice } from './parse-offices.js'
import { newOfficeId, planOffices } from './plan-offices.js'

const office = (name: string, regionCode: string, parent: string | null = null): ParsedOffice => ({
  ...{ name, regionCode, parent, level: regionCode.length > 6 ? 'township' : 'county' },
  ...{ address: '', phone: '', hours: '', serviceLines: [], longitude: null, latitude: null },
})
const rowsOf = (...offices: ParsedOffice[]) => planOffices([], offices).map(({ after }) => after)
const problems = (present: OfficeRow[], ...table: ParsedOffice[]) =>
  planOffices(present, table).map(({ problem }) => problem)

describe('planning a table of offices', () => {
  it('knows an office by name and region, also one that got its name later', () => {
    const [row] = rowsOf(office('旧名', '330502'))
    const renamed = { ...row!, name: '新名' }
    const [kept, other] = planOffices([renamed], [office('新名', '330502'), office('旧名', '330502')])
    expect(kept).toMatchObject({ before: renamed, after: renamed })
    expect(other).toMatchObject({ before: null })
    expect(other!.after.id).not.toBe(row!.id)
  })

  it('gives an office the same id in every database', () => {
    expect(newOfficeId({ name: '示例中心', regionCode: '330502' }, new Set())).toBe('9RmxOQqFS09baDNbDqQO')
  })

  it('takes of several parents of one name the nearest around', () => {
    const [wuxing, deqing] = rowsOf(office('服务中心', '330502'), office('服务中心', '330521'))
    const [below] = planOffices([wuxing!, deqing!], [office('工作站', '330521001', '服务中心')])
    expect(below!.after.parent_id).toBe(deqing!.id)
  })

  it('says of each line why it cannot be as it stands', () => {
    const present = rowsOf(office('同名', '330502'), office('同名', '330521'))
    expect(
      problems(
        present,
        office('甲', '330100', '同名'),
        office('乙', '330100', '没有的'),
        office('丙', '330100'),
        office('丙', '330100'),
      ),
    ).toEqual([
      { kind: 'parent_ambiguous', count: 2 },
      { kind: 'parent_missing' },
      null,
      { kind: 'repeated' },
    ])
  })

  it('lets no office stand below itself, also by way of a region', () => {
    // The township stands below the county office by its region alone.
    const [county] = rowsOf(office('中心', '330502'))
    const [station] = rowsOf(office('工作站', '330502002'))
    expect(problems([county!, station!], office('中心', '330502', '工作站'))).toEqual([{ kind: 'loop' }])
    expect(problems([], office('甲', '330502', '乙'), office('乙', '330502', '甲'))).toEqual([
      { kind: 'loop' },
      { kind: 'loop' },
    ])
  })
})
