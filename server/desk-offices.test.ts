import exceljs from 'exceljs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { startTestServer, type TestServer } from './http-test-server.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const HEADER = '名称,层级,地区,上级,地址,电话,时间,业务'
const ROWS = [
  '示例省中心,省,330000,,示例路 1 号,12348,工作日 9:00-17:00,',
  '示例湖州市中心,市,330500,示例省中心,示例路 2 号,12348,工作日 9:00-17:00,',
  '示例湖州市仲裁院,市,330500,示例省中心,示例路 3 号,12348,工作日 9:00-17:00,仲裁',
  '示例吴兴区中心,区县,330502,示例湖州市中心,示例路 4 号,12348,工作日 9:00-17:00,法律援助、公证',
]
const csv = (...rows: string[]) => [HEADER, ...rows].join('\n')
const upload = (text: string | Buffer, fileName = '机构.csv') => ({
  fileName,
  content: Buffer.from(text).toString('base64'),
})

describe.each(testDatabases())('offices at the desk on $name', ({ open }) => {
  let database: TestDatabase
  let server: TestServer
  let province: StaffClient
  beforeEach(async () => {
    database = await open()
    server = await startTestServer({ database })
    province = await administratorOf(null)
  })
  afterEach(async () => {
    await server.close()
    await database.drop()
  })

  async function administratorOf(place: string | null): Promise<StaffClient> {
    const [row] = await database.db
      .selectFrom('offices')
      .select('id')
      .where('name', '=', place ?? '')
      .execute()
    const client = createStaffClient(server)
    const name = `管理-${place}`
    await client.become(
      await activeAccount(server, { name, role: 'administrator', officeId: row?.id ?? null }),
    )
    return client
  }
  const preview = (client: StaffClient, text: string | Buffer, fileName?: string) =>
    client.request('POST', '/api/desk/offices/import/preview', upload(text, fileName))
  const run = (client: StaffClient, plan: string, text: string | Buffer, fileName?: string) =>
    client.request('POST', '/api/desk/offices/import', { ...upload(text, fileName), plan })
  async function importAll(text: string) {
    const { plan } = (await preview(province, text)).body
    expect((await run(province, plan, text)).status).toBe(200)
  }
  const list = async (client: StaffClient) =>
    (await client.request('GET', '/api/desk/offices')).body.offices as {
      id: string
      name: string
      aboveId: string | null
      regionName: string
    }[]
  const idOf = async (name: string) => (await list(province)).find((office) => office.name === name)!.id

  it('shows line by line what a table would do before anything is written', async () => {
    await importAll(csv(...ROWS))
    const text = csv(
      ROWS[0]!,
      ROWS[1]!.replace('12348', '0572-12348'),
      '示例德清县中心,区县,330521,示例湖州市中心,,,,',
      '坏行,市级的,330500,,,电话,,没有的业务',
      '示例工作站,街道,330502002,没有的中心,,,,',
      '示例德清县中心,区县,330521,,,,,',
    )
    const { status, body } = await preview(province, text)
    expect(status).toBe(200)
    expect(body.counts).toEqual({ added: 1, changed: 1, same: 1, refused: 3 })
    expect(body.lines).toEqual([
      expect.objectContaining({
        line: 5,
        kind: 'refused',
        name: '坏行',
        problem: expect.stringMatching(/层级“市级的”不认识.*电话“电话”不对.*业务“没有的业务”里有不认识的/),
      }),
      expect.objectContaining({
        line: 6,
        problem: '没有叫“没有的中心”的上级机构：核对名称，或在表里加上这个机构。',
      }),
      expect.objectContaining({ line: 7, problem: '表里前面已经有同名同地区的一行。' }),
      {
        ...{ line: 3, kind: 'changed', name: '示例湖州市中心', regionName: '浙江省湖州市', problem: null },
        changes: [{ field: 'phone', from: '12348', to: '0572-12348' }],
      },
      {
        ...{ line: 4, kind: 'added', name: '示例德清县中心', regionName: '浙江省湖州市德清县' },
        changes: [
          { field: 'level', from: '', to: '县级' },
          { field: 'parent', from: '', to: '示例湖州市中心' },
          { field: 'serviceLines', from: '', to: '各项业务' },
        ],
        problem: null,
      },
    ])
    expect(await list(province)).toHaveLength(4)

    const written = await run(province, body.plan, text)
    expect(written.body).toEqual({ added: 1, changed: 1 })
    const offices = await list(province)
    const added = offices.find(({ name }) => name === '示例德清县中心')!
    expect(offices.find(({ id }) => id === added.aboveId)?.name).toBe('示例湖州市中心')
    const [entry] = await server.staff.audit.list({ limit: 1 })
    expect(entry).toMatchObject({
      actorName: '管理-null',
      action: 'office.import',
      subject: '机构.csv',
      details: { added: ['示例德清县中心'], changed: [{ name: '示例湖州市中心' }], refused: 3 },
    })
  })

  it('writes nothing when something has changed since the preview', async () => {
    const text = csv(...ROWS)
    const { plan } = (await preview(province, text)).body
    await importAll(csv(ROWS[0]!.replace('12348', '96148')))
    const late = await run(province, plan, text)
    expect([late.status, late.body.error.code]).toEqual([409, 'plan_changed'])
    expect(await list(province)).toHaveLength(1)
  })

  it('gives a workbook of what there is, which brings no change when it comes back', async () => {
    await importAll(csv(...ROWS, '示例工作室,社区,330502002001,示例吴兴区中心,,,,'))
    const response = await fetch(`${server.url}/api/desk/offices/table`, {
      headers: { cookie: province.cookie! },
    })
    expect(response.headers.get('content-disposition')).toContain('.xlsx')
    const bytes = Buffer.from(await response.arrayBuffer())
    const { body } = await preview(province, bytes, '机构表.xlsx')
    expect(body.counts).toEqual({ added: 0, changed: 0, same: 5, refused: 0 })
    const workbook = new exceljs.Workbook()
    await workbook.xlsx.load(bytes as never)
    // A number would lose digits in a spreadsheet.
    expect(workbook.worksheets[0]!.getCell('C6').value).toBe('330502002001')
  })

  it('says in plain words what is wrong with a file that is no table of offices', async () => {
    for (const [text, fileName, said] of [
      ['甲,乙\n1,2', '表.csv', '第一行要有“名称、层级、地区”三列'],
      ['', '表.csv', '必填'],
      ['PK no zip', '表.xlsx', '已损坏|不是 Excel'],
      ['%PDF-1.4', '表.pdf', '不是 Excel 表格'],
    ] as const) {
      const { status, body } = await preview(province, text, fileName)
      expect(status).toBe(400)
      if (text !== '')
        expect(body.error).toMatchObject({ code: 'no_table', message: expect.stringMatching(said) })
    }
  })

  it('takes of an office’s administrator only what lies within the office, alone or in a table', async () => {
    await importAll(csv(...ROWS))
    const huzhou = await administratorOf('示例湖州市中心')
    const text = csv(
      ROWS[2]!.replace('示例路 3 号', '别的路'),
      ROWS[3]!.replace('示例路 4 号', '示例路 5 号'),
      '示例德清县中心,区县,330521,示例湖州市中心,,,,',
      '示例武康工作站,街道,330521001,示例德清县中心,,,,',
      '示例杭州市中心,市,330100,示例省中心,,,,',
      '示例西湖区中心,区县,330106,示例杭州市中心,,,,',
      '示例无上级中心,区县,330523,,,,,',
    )
    const { body } = await preview(huzhou, text)
    const kinds = Object.fromEntries(
      body.lines.map(({ name, kind, problem }: Record<string, string>) => [name, problem ?? kind]),
    )
    expect(kinds).toEqual({
      示例湖州市仲裁院: '这个机构不在您的管辖范围内。',
      示例吴兴区中心: 'changed',
      示例德清县中心: 'added',
      示例武康工作站: 'added',
      示例杭州市中心: '上级机构不在您的管辖范围内。',
      示例西湖区中心: '上级机构在表里的那一行有错，先改那一行。',
      示例无上级中心: '上级机构不在您的管辖范围内。',
    })
    expect((await run(huzhou, body.plan, text)).body).toEqual({ added: 2, changed: 1 })
    expect((await list(huzhou)).map(({ name }) => name).sort()).toEqual(
      ['示例湖州市中心', '示例吴兴区中心', '示例德清县中心', '示例武康工作站'].sort(),
    )
  })

  it('says where what is asked in a region goes, and which regions below have no office', async () => {
    await importAll(csv(...ROWS))
    const { body } = await province.request(
      'GET',
      `/api/desk/offices/${await idOf('示例吴兴区中心')}/receivers`,
    )
    const receiver = (line: string) =>
      body.lines.find((each: { line: string }) => each.line === line).officeName
    expect(receiver('legal_aid')).toBe('示例吴兴区中心')
    expect(receiver('mediation')).toBe('示例湖州市中心')
    expect(body.without.map(({ name }: { name: string }) => name)).toContain('朝阳街道')
    const own = await administratorOf('示例吴兴区中心')
    const seen = (await own.request('GET', `/api/desk/offices/${await idOf('示例吴兴区中心')}/receivers`))
      .body
    expect(seen.lines.find((each: { line: string }) => each.line === 'mediation')).toMatchObject({
      officeId: null,
      officeName: null,
      isProvince: false,
    })
  })

  it('lets a renamed office keep its place, and no two of one name in one region', async () => {
    await importAll(csv(...ROWS))
    const id = await idOf('示例吴兴区中心')
    const office = (await list(province)).find((each) => each.id === id)
    const renamed = { ...office, name: '示例吴兴区新中心' }
    expect((await province.request('PUT', `/api/desk/offices/${id}`, renamed)).status).toBe(200)
    // The name of before is free again.
    const again = await province.request('POST', '/api/desk/offices', { ...renamed, name: '示例吴兴区中心' })
    expect(again.status).toBe(201)
    expect(again.body.id).not.toBe(id)
    for (const [method, path] of [
      ['POST', ''],
      ['PUT', `/${again.body.id}`],
    ] as const) {
      const twice = await province.request(method, `/api/desk/offices${path}`, renamed)
      expect([twice.status, twice.body.error.code]).toEqual([409, 'office_exists'])
    }
  })

  it('finds regions for whoever enters an office', async () => {
    const { body } = await province.request('GET', `/api/desk/regions?q=${encodeURIComponent('吴兴')}`)
    expect(body.regions).toEqual([{ code: '330502', name: '浙江省湖州市吴兴区' }])
  })
})
