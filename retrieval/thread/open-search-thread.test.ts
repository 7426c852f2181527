import { Worker } from 'node:worker_threads'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { type FollowingRetriever, openRetriever } from '../open-retriever.js'
import { publish, withdraw } from '../testing/publish.js'
import { openSearchThread } from './open-search-thread.js'

const WAGES = '用人单位应当及时足额支付劳动报酬。'

describe.each(testDatabases())('the search thread on $name', ({ open }) => {
  let database: TestDatabase
  let retriever: FollowingRetriever
  let lines: string[]
  let threads: Set<Worker>

  beforeEach(async () => {
    database = await open()
    lines = []
    threads = new Set()
    const post = Worker.prototype.postMessage
    vi.spyOn(Worker.prototype, 'postMessage').mockImplementation(function (this: Worker, ...message) {
      threads.add(this)
      post.apply(this, message)
    })
    await publish(database.db, [{ title: '劳动合同法', articles: { 30: WAGES } }])
    const { dataDir, databaseUrl } = database
    retriever = await openSearchThread({
      dataDir,
      databaseUrl,
      embedding: undefined,
      log: (line) => lines.push(line),
    })
  })
  afterEach(async () => {
    await retriever.close()
    await database.drop()
    vi.restoreAllMocks()
  })

  it('finds what the retriever finds in the thread that asks', async () => {
    const { db, dataDir } = database
    const here = await openRetriever({ db, dataDir, log: () => {} })
    const question = '劳动合同法第三十条说单位要支付报酬吗'
    const { tookMs: _, ...found } = await retriever.search(question, { k: 5 })
    const { tookMs: __, ...expected } = await here.search(question, { k: 5 })
    expect(found).toEqual(expected)
    expect(await retriever.lookup(question)).toEqual(await here.lookup(question))
    expect(retriever.revision).toBe(here.revision)
    await here.close()
  })

  it('follows what is published, and says with each answer which revision it came from', async () => {
    retriever.follow(50)
    await withdraw(database.db, '劳动合同法')
    await expect.poll(async () => (await retriever.search('劳动报酬', { k: 5 })).hits).toEqual([])
    expect(retriever.revision).toBe(2)
  })

  it('is started again when it ends, and goes on following', async () => {
    retriever.follow(50)
    await retriever.search('劳动报酬', { k: 5 })
    for (const thread of [...threads]) await thread.terminate()
    expect((await retriever.search('劳动报酬', { k: 5 })).hits).toHaveLength(1)
    expect(lines.filter((line) => line.includes('started again'))).toHaveLength(1)
    await publish(database.db, [{ title: '民法典', articles: { 1076: '离婚报酬登记。' } }])
    await expect.poll(async () => (await retriever.search('离婚登记', { k: 5 })).hits.length).toBe(1)
  })

  it('rejects a question that the thread took with it', async () => {
    const post = vi.mocked(Worker.prototype.postMessage).getMockImplementation()
    vi.mocked(Worker.prototype.postMessage).mockImplementationOnce(function (this: Worker, ...message) {
      // Ended before it has the question: a thread that were given time might answer it first.
      void this.terminate()
      post?.apply(this, message)
    })
    await expect(retriever.search('劳动报酬', { k: 5 })).rejects.toThrow(/thread ended/)
  })
})
