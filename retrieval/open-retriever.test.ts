import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'
import { buildIndex } from './build-index.js'
import type { EmbeddingEndpoint } from './embed/openai-embedder.js'
import { currentFolder, type IndexManifest } from './index-store.js'
import { type OpenRetriever, openRetriever } from './open-retriever.js'
import { readPublication } from './publication.js'
import { publish, type TestLaw, withdraw } from './testing/publish.js'

const WAGES = '用人单位应当按照劳动合同约定和国家规定，向劳动者及时足额支付劳动报酬。'
const NOW = new Date('2026-06-01T00:00:00Z')
const DIVORCE = '夫妻双方自愿离婚的，应当签订书面离婚协议，并亲自到婚姻登记机关申请离婚登记。'

describe.each(testDatabases())('the retriever on $name', ({ open }) => {
  let database: TestDatabase
  let retriever: OpenRetriever
  let lines: string[]

  const start = async (embedding?: EmbeddingEndpoint) => {
    retriever = await openRetriever({
      db: database.db,
      dataDir: database.dataDir,
      embedding,
      log: (line) => lines.push(line),
      now: () => NOW,
    })
  }
  const titles = async (query: string, options = {}) =>
    (await retriever.search(query, { k: 10, ...options })).hits.map(
      (hit) => `${hit.lawTitle}${hit.article ?? ''}`,
    )

  beforeEach(async () => {
    database = await open()
    lines = []
    await publish(database.db, [
      { title: '劳动合同法', articles: { 29: '用人单位与劳动者应当全面履行各自的义务。', 30: WAGES } },
      { title: '民法典', articles: { 1: '为了保护民事主体的合法权益，制定本法。', 76: DIVORCE } },
    ])
    await start()
  })
  afterEach(async () => {
    await retriever.close()
    await database.drop()
  })

  it('finds the article that a question turns on', async () => {
    const { hits, tookMs } = await retriever.search('老板拖欠劳动报酬，用人单位不支付怎么办', {
      k: 5,
    })
    expect(hits[0]).toMatchObject({
      kind: 'statute',
      lawTitle: '劳动合同法',
      number: '30',
      article: '第三十条',
      versionDate: '2020-01-01',
      file: '劳动合同法(2020-01-01).md',
    })
    const evidence = hits[0]!.evidence!
    expect(evidence.keyword).toBeGreaterThan(0)
    expect(evidence.covered).toBeGreaterThan(evidence.keyword)
    expect(evidence.covered).toBeLessThanOrEqual(1)
    expect(tookMs).toBeGreaterThan(0)
  })

  it('starts with what the saved index holds while the embeddings server is away, and catches up later', async () => {
    await retriever.close()
    let isAway = false
    const server = createServer(async (request, response) => {
      let body = ''
      for await (const piece of request) body += piece
      const texts = [(JSON.parse(body) as { input: string[] | string }).input].flat()
      const data = texts.map((text, index) => ({ index, embedding: [text.length, 1] }))
      response.writeHead(isAway ? 400 : 200, { 'content-type': 'application/json' })
      response.end(JSON.stringify({ object: 'list', data }))
    }).listen(0, '127.0.0.1')
    await new Promise((resolve) => server.once('listening', resolve))
    const { port } = server.address() as AddressInfo
    const embedding = { baseUrl: `http://127.0.0.1:${port}/v1`, model: 'bge-m3', apiKey: 'none' }
    try {
      await start(embedding)
      await retriever.close()
      await publish(database.db, [{ title: '消费者权益保护法', articles: { 24: '消费者可以要求退货。' } }])
      isAway = true
      await start(embedding)
      expect(await titles('劳动报酬')).toContain('劳动合同法第三十条')
      expect(lines.join('\n')).toContain('revision 2 is not searched yet, answers come from 1')
      isAway = false
      await retriever.refresh()
      expect(await titles('消费者退货')).toContain('消费者权益保护法第二十四条')
    } finally {
      server.close()
    }
  })

  it('gives an article that is named first, then the ordinary ranking', async () => {
    expect((await titles('劳动合同法第三十条和离婚登记'))[0]).toBe('劳动合同法第三十条')
    expect(await titles('劳动合同法第三十条和离婚登记')).toContain('民法典第七十六条')
  })

  it('answers from what was published since, without a new index', async () => {
    await publish(database.db, [
      { title: '道路交通安全法', articles: { 70: '在道路上发生交通事故，车辆驾驶人应当立即停车。' } },
    ])
    await retriever.refresh()
    expect((await titles('发生交通事故停车'))[0]).toBe('道路交通安全法第七十条')
    expect(retriever.revision).toBe(2)
    expect(await titles('劳动报酬支付')).toContain('劳动合同法第三十条')
  })

  it('searches what was published before until the next state is whole', async () => {
    const query = '发生交通事故停车'
    const before = await titles(query)
    await publish(database.db, [
      { title: '道路交通安全法', articles: { 70: '在道路上发生交通事故，车辆驾驶人应当立即停车。' } },
    ])
    let done = false
    const refresh = retriever.refresh().finally(() => {
      done = true
    })
    const during: { titles: string[]; revision: number }[] = []
    while (!done) {
      during.push({ titles: await titles(query), revision: retriever.revision })
      await new Promise(setImmediate)
    }
    await refresh
    const after = { titles: await titles(query), revision: 2 }
    expect(after.titles[0]).toBe('道路交通安全法第七十条')
    expect(during.length).toBeGreaterThan(1)
    expect(during[0]).toEqual({ titles: before, revision: 1 })
    for (const seen of during) expect([{ titles: before, revision: 1 }, after]).toContainEqual(seen)
  })

  it('no longer finds what was withdrawn', async () => {
    await withdraw(database.db, '劳动合同法')
    await retriever.refresh()
    expect(await titles('用人单位支付劳动报酬')).not.toContain('劳动合同法第三十条')
    expect((await retriever.search('劳动合同法第三十条', { k: 5 })).lookup?.references[0]?.status).toBe(
      'no_such_law',
    )
  })

  it('takes the same publication in at its next start', async () => {
    await retriever.close()
    await publish(database.db, [
      { title: '道路交通安全法', articles: { 70: '发生交通事故，应当立即停车。' } },
    ])
    await start()
    expect((await titles('交通事故停车'))[0]).toBe('道路交通安全法第七十条')
    expect(lines).toEqual([])
  })

  it('follows publications by itself', async () => {
    retriever.follow(50)
    await publish(database.db, [
      { title: '道路交通安全法', articles: { 70: '发生交通事故，应当立即停车。' } },
    ])
    await expect.poll(() => retriever.revision, { timeout: 20_000 }).toBe(2)
  })

  it('builds a large publication in a thread and goes over to it', async () => {
    const articles = Object.fromEntries(
      Array.from({ length: 99 }, (_, i) => [i + 1, `第${i}种船舶应当登记。`]),
    )
    const laws = Array.from({ length: 22 }, (_, i) => ({ title: `船舶条例之${i}`, articles }))
    await publish(database.db, laws)
    await retriever.refresh()
    expect(retriever.revision).toBe(2)
    expect((await titles('船舶登记')).length).toBe(10)
    expect(await titles('离婚登记')).toContain('民法典第七十六条')
  })

  describe('when a backup is restored after a publication', () => {
    const TRAFFIC = { title: '道路交通安全法', articles: { 70: '发生交通事故，应当立即停车。' } }
    const SHIPS = { title: '海商法', articles: { 3: '本法所称船舶，是指海船和其他海上移动式装置。' } }

    /** Leaves the tables as a backup of that revision holds them. */
    async function restore(revision: number) {
      const { db } = database
      await db.deleteFrom('passages').where('published_revision', '>', revision).execute()
      await db.updateTable('knowledge_state').set({ revision }).execute()
      await db.deleteFrom('publications').where('revision', '>', revision).execute()
      await db.updateTable('publications').set({ id: first }).where('revision', '=', revision).execute()
    }
    let first: string
    beforeEach(async () => {
      first = (await readPublication(database.db)).id
      await publish(database.db, [TRAFFIC])
    })

    it('finds what was published since, though the index on disk has the same number', async () => {
      await buildIndex({ db: database.db, dataDir: database.dataDir })
      await retriever.close()
      await restore(1)
      await publish(database.db, [SHIPS])
      await start()
      expect((await titles('海船和海上移动式装置'))[0]).toBe('海商法第三条')
      expect(await titles('发生交通事故停车')).not.toContain('道路交通安全法第七十条')
      expect(lines).toEqual(['Search index holds a revision 2 that this database never had: rebuilding'])
    })

    it('finds it also beyond that number, and in a running process', async () => {
      await retriever.refresh()
      expect(await titles('发生交通事故停车')).toContain('道路交通安全法第七十条')
      await restore(1)
      await publish(database.db, [SHIPS])
      await publish(database.db, [{ title: '邮政法', articles: { 3: '公民的通信自由受法律保护。' } }])
      await retriever.refresh()
      expect((await titles('海船和海上移动式装置'))[0]).toBe('海商法第三条')
      expect((await titles('公民通信自由'))[0]).toBe('邮政法第三条')
      expect(await titles('发生交通事故停车')).not.toContain('道路交通安全法第七十条')
    })

    it('keeps the index of the backup’s own revision', async () => {
      await retriever.close()
      await restore(1)
      await start()
      expect(lines).toEqual([])
    })
  })

  it('does not take the index of another database', async () => {
    await retriever.close()
    const other = await open()
    try {
      await publish(other.db, [{ title: '海商法', articles: { 3: '本法所称船舶，是指海船。' } }])
      await buildIndex({ db: other.db, dataDir: database.dataDir })
    } finally {
      await other.drop()
    }
    await start()
    expect(await titles('离婚登记')).toContain('民法典第七十六条')
    expect(await titles('海船')).not.toContain('海商法第三条')
  })

  it('rebuilds a damaged index, and says so in one line', async () => {
    await retriever.close()
    const folder = join(
      database.dataDir,
      'index',
      (await readFile(join(database.dataDir, 'index', 'current'), 'utf8')).trim(),
    )
    const path = join(folder, 'posting-docs.u32')
    const bytes = await readFile(path)
    bytes[0]! ^= 0xff
    await writeFile(path, bytes)
    await start()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/posting-docs\.u32 does not match its checksum/)
    expect(await titles('离婚登记')).toContain('民法典第七十六条')
  })

  it('rebuilds an index whose graph was cut short before its checksum was taken', async (context) => {
    await retriever.close()
    const folder = await currentFolder(join(database.dataDir, 'index'))
    const [graph, path] = [join(folder!, 'vectors.hnsw'), join(folder!, 'manifest.json')]
    if (!existsSync(graph)) return context.skip('hnswlib-node is not installed')
    const cut = (await readFile(graph)).subarray(0, 100)
    await writeFile(graph, cut)
    const manifest = JSON.parse(await readFile(path, 'utf8')) as IndexManifest
    const entry = manifest.files.find(({ name }) => name === 'vectors.hnsw')!
    Object.assign(entry, { bytes: 100, sha256: createHash('sha256').update(cut).digest('hex') })
    await writeFile(path, JSON.stringify(manifest))
    await start()
    expect(lines).toEqual([expect.stringMatching(/^Search index is rebuilt: .*vectors\.hnsw/)])
    expect(await titles('离婚登记')).toContain('民法典第七十六条')
  })

  it('rebuilds an index whose manifest names another schema', async () => {
    await retriever.close()
    const folder = join(
      database.dataDir,
      'index',
      (await readFile(join(database.dataDir, 'index', 'current'), 'utf8')).trim(),
    )
    const path = join(folder, 'manifest.json')
    await writeFile(path, (await readFile(path, 'utf8')).replace(/"schema": \d+/, '"schema": 99'))
    await start()
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(/schema 99/)
  })

  it('keeps one folder, the current one', async () => {
    await buildIndex({ db: database.db, dataDir: database.dataDir })
    await buildIndex({ db: database.db, dataDir: database.dataDir })
    const folders = (await readdir(join(database.dataDir, 'index'))).filter((name) => name.startsWith('r'))
    expect(folders).toHaveLength(1)
  })

  describe('with several versions and regions', () => {
    beforeEach(async () => {
      await publish(database.db, [
        {
          title: '公司法',
          versionDate: '2018-10-26',
          effectiveTo: '2024-07-01',
          articles: { 26: '注册资本为认缴的出资额。' },
        },
        {
          title: '公司法',
          versionDate: '2023-12-29',
          effectiveFrom: '2024-07-01',
          articles: { 47: '注册资本为全体股东认缴的出资额，五年内缴足。' },
        },
        { title: '浙江省物业管理条例', regionCode: '330000', articles: { 5: '物业服务收费应当公示。' } },
        { title: '婚姻法', effectiveTo: '2021-01-01', articles: { 3: '禁止包办、买卖婚姻。' } },
      ])
      await retriever.refresh()
    })

    it('takes the version in force today, or on the day asked for', async () => {
      expect(await titles('注册资本认缴出资额')).toContain('公司法第四十七条')
      expect(await titles('注册资本认缴出资额')).not.toContain('公司法第二十六条')
      expect(await titles('注册资本认缴出资额', { asOfDate: '2024-06-30' })).toContain('公司法第二十六条')
      expect(await titles('注册资本认缴出资额', { asOfDate: '2024-06-30' })).not.toContain('公司法第四十七条')
      expect(await titles('注册资本认缴出资额', { asOfDate: '2024-07-01' })).toContain('公司法第四十七条')
    })

    it('takes a region’s law for the region and what lies in it only', async () => {
      expect(await titles('物业服务收费公示')).not.toContain('浙江省物业管理条例第五条')
      expect(await titles('物业服务收费公示', { regionCode: '330100' })).toContain('浙江省物业管理条例第五条')
      expect(await titles('物业服务收费公示', { regionCode: '320000' })).not.toContain(
        '浙江省物业管理条例第五条',
      )
    })

    it('says what does not exist and what is no longer in force', async () => {
      const status = async (query: string) => (await retriever.search(query, { k: 3 })).lookup?.references[0]
      expect(await status('公司法第四十七条')).toMatchObject({ status: 'found', lawTitle: '公司法' })
      expect(await status('公司法第九十九条')).toMatchObject({
        status: 'no_such_article',
        lastArticleNumber: 47,
      })
      expect(await status('婚姻法第三条')).toMatchObject({ status: 'not_in_force', lawTitle: '婚姻法' })
      expect(await status('火星公司法第三条')).toMatchObject({ status: 'no_such_law', lawTitle: null })
      expect((await titles('婚姻法第三条')).join()).not.toContain('婚姻法')
    })
  })

  it('knows what Q&A are asked, and cite, after each publication as after a start', async () => {
    const { db, dataDir } = database
    const DANCE: TestLaw = {
      title: '广场舞条例',
      articles: { 5: '晚间九时至次日七时，不得使用音响器材。' },
    }
    const question = '楼下大妈晚上跳舞太吵'
    const publications = [
      () => publish(db, [{ ...DANCE, kind: 'faq', title: `${question}？`, cites: ['广场舞条例第五条'] }]),
      () => publish(db, [DANCE]),
      () => publish(db, [{ title: '茶馆条例', articles: { 1: '茶馆应当安静。' } }]),
      async () => {
        await withdraw(db, DANCE.title)
        await publish(db, [{ ...DANCE, versionDate: '2021-01-01' }])
      },
      () => withdraw(db, `${question}？`),
    ]
    const found = async (by: OpenRetriever) => {
      const { tookMs: _, ...result } = await by.search(question, { k: 10, entries: 5 })
      return {
        ...result,
        hits: result.hits.map(({ score, ...hit }) => ({ ...hit, score: score.toFixed(6) })),
      }
    }
    for (const change of publications) {
      await change()
      await retriever.refresh()
      const started = await openRetriever({ db, dataDir, log: () => {}, now: () => NOW })
      expect(await found(retriever)).toEqual(await found(started))
      await started.close()
    }
  })

  it('lifts the article that a Q&A cites', async () => {
    await publish(database.db, [
      {
        title: '老板跑路了工钱找谁要',
        kind: 'faq',
        articles: { 1: '可以要回来。' },
        asks: ['老板失联拿不到工钱'],
        cites: ['劳动合同法第三十条'],
      },
    ])
    await retriever.refresh()
    const { hits } = await retriever.search('老板跑路了工钱找谁要', { k: 5 })
    expect(Math.max(...hits.map(({ evidence }) => evidence?.asked ?? 0))).toBeCloseTo(1, 5)
    expect(hits.slice(0, 2).map((hit) => hit.lawTitle)).toContain('老板跑路了工钱找谁要')
    expect(hits.slice(0, 2).map((hit) => hit.lawTitle)).toContain('劳动合同法')
  })

  it('searches any text without failing', async () => {
    for (const query of [
      '',
      ' ',
      '🙂',
      '\ud800',
      '第条',
      '？？？',
      '一'.repeat(3000),
      "'; drop table passages; --",
    ]) {
      expect((await retriever.search(query, { k: 10 })).hits.length).toBeLessThanOrEqual(10)
    }
  })
})
