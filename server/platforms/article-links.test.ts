import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { emptyAnswer } from '../../bot/answer.js'
import { createWebhookChannel } from '../../channels/webhook/webhook-channel.js'
import { ingest } from '../../knowledge/ingest/ingest.js'
import { testDatabases } from '../../storage/test-database.js'
import { scriptedResult, startTestServer } from '../http-test-server.js'
import { startWebhookSystem } from './webhook-system.js'

const KEYS = [{ id: 'k1', secret: 'a-secret-of-this-test-with-32-bytes' }]
const LAW = `# 中华人民共和国风筝法

2020年5月1日 第十三届全国人民代表大会常务委员会通过

<!-- INFO END -->

第一条 为了规范放风筝，制定本法。

第二条 放风筝应当远离电线。

第三条 本法自2021年1月1日起施行。
`
const CORRECTED = LAW.replace('远离电线', '远离高压电线')
const AMENDED = LAW.replace('2020年5月1日', '2024年3月1日').replace('2021年1月1日', '2024年7月1日')

describe.each(testDatabases())('links to articles on $name', ({ open }) => {
  const closing: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const close of closing.splice(0).reverse()) await close()
  })

  it('says that a machine made each answer, and how far one may rely on it once', async () => {
    const { server, system } = await start()
    await system.say(server.url, 'u1', '那在公园里呢')
    await vi.waitFor(() => expect(system.shownTo('u1')).toHaveLength(2), 20_000)
    const [first, second] = system.shownTo('u1')
    expect(first).toContain('本回答由人工智能根据现行法律整理，供参考，不是律师意见')
    expect(second).toContain('（人工智能生成）')
    expect(second).not.toContain('供参考')
  })

  /** A citizen of another system, and one of the page, were told the second article; what was said to each of them. */
  async function start() {
    const database = await open()
    closing.push(() => database.drop())
    const folder = await mkdtemp(join(tmpdir(), 'wenfa-links-'))
    closing.push(() => rm(folder, { recursive: true }))
    const write = async (files: Record<string, string>) => {
      for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
      await ingest({ db: database.db, paths: [folder] })
    }
    await write({ 'kites.md': LAW })
    const { id } = await database.db
      .selectFrom('passages')
      .select('id')
      .where('article', '=', '第二条')
      .executeTakeFirstOrThrow()
    const answer = {
      ...emptyAnswer('远离电线。'),
      bases: [
        {
          kind: 'statute' as const,
          lawTitle: '风筝法',
          number: '第二条',
          versionDate: '2020-05-01',
          quote: '放风筝应当远离电线。',
          passageId: id,
          loaded: true,
        },
      ],
    }
    const system = await startWebhookSystem(KEYS)
    closing.push(() => system.close())
    const server = await startTestServer({
      database,
      channels: ({ now }) => [createWebhookChannel({ url: system.url, keys: KEYS }, now)],
      respond: async (input) => scriptedResult(input, { answer }),
    })
    closing.push(() => server.close())
    await system.say(server.url, 'u1', '能在电线边放风筝吗')
    await vi.waitFor(() => expect(system.shownTo('u1')).toHaveLength(1), 20_000)
    const [, key = ''] =
      /^《风筝法》第二条 https:\/\/12348\.example\/articles\/\S+\?key=([\w-]{22})$/m.exec(
        system.shownTo('u1')[0]!,
      ) ?? []
    const citizen = await server.converse()
    await server.ask(citizen, 'm1', '能在电线边放风筝吗')
    const read = async (query = '') => {
      const { status, body, headers } = await server.request(`/api/passages/${id}${query}`)
      return status === 200
        ? [body.text, body.inForce, body.withdrawn, headers.get('cache-control')]
        : [status, body.error.message]
    }
    const history = () =>
      server.request(`/api/conversations/${citizen.id}/messages`, { bearer: citizen.secret })
    return { server, system, write, key, read, history }
  }

  const TEXT = '放风筝应当远离电线。'

  it('open without a key too what is published', async () => {
    const { key, read } = await start()
    const published = [TEXT, true, false, 'public, max-age=60']
    expect(await Promise.all(['', `?key=${key}`, '?key=x'].map(read))).toEqual(Array(3).fill(published))
  })

  it('go on showing what an answer cited and was withdrawn since, to who has the key alone, as not valid', async () => {
    const { write, key, read, history } = await start()
    await write({ 'kites.md': CORRECTED })
    expect(await read(`?key=${key}`)).toEqual([TEXT, false, true, 'no-store'])
    const wrong = [
      '',
      '?key=',
      `?key=${key.slice(0, -1)}`,
      `?key=${key}&key=${key}`,
      `?key=${'A'.repeat(22)}`,
    ]
    expect(await Promise.all(wrong.map(read))).toEqual(Array(5).fill([404, '没有找到这段资料。']))
    const [{ reply }] = (await history()).body.messages
    expect(reply.answer.bases[0].passageKey).toBe(key)
  })

  it('say of a version that another replaced that it is not in force', async () => {
    const { write, key, read } = await start()
    await write({ 'kites-2024.md': AMENDED })
    const superseded = [TEXT, false, false, 'public, max-age=60']
    expect(await Promise.all(['', `?key=${key}`].map(read))).toEqual(Array(2).fill(superseded))
  })
})
