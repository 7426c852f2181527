import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { testDatabases } from '../storage/test-database.js'
import { balloons, guide, type KnowledgeDesk, startKnowledgeDesk } from './knowledge-desk.js'
import { publishText } from './publish-text.js'

describe.each(testDatabases())('sources of the knowledge base on $name', ({ open }) => {
  let desk: KnowledgeDesk
  beforeAll(async () => {
    desk = await startKnowledgeDesk(await open())
  }, 60_000)
  afterAll(() => desk.close())

  it('makes a new text of a known law its next version, and withdraws it in one step', async () => {
    const { author, reviewer, upload, draftOf, step, decide, published, sourceNamed } = desk
    await published({ '云上热气球飞行条例(2024-05-01).md': balloons('2024年5月1日', '升空前应当报备。') })
    const { report } = await upload(author, {
      '云上热气球飞行条例(2025-06-01).md': balloons('2025年6月1日', '升空前应当提前一日报备。'),
    })
    const id = report[0]!.draftId!
    const { sources } = await draftOf(author, id)
    expect(sources[0]).toMatchObject({ relation: 'next', versionDate: '2025-06-01' })
    await step(author, id, 1, 'submit')
    await decide(reviewer, id, { kind: 'publish', version: 2 })
    const source = await sourceNamed('云上热气球飞行条例')
    expect(source).toMatchObject({ status: 'in_use', versionDate: '2025-06-01', versions: 2 })
    const shown = (await author.request('GET', `/api/knowledge/sources/${source.id}`)).body
    expect(
      shown.versions.map((v: { versionDate: string; status: string }) => [v.versionDate, v.status]),
    ).toEqual([
      ['2025-06-01', 'in_use'],
      ['2024-05-01', 'ended'],
    ])
    expect(shown.versions[0]).toMatchObject({ draftId: id, authorName: '孙识', deciderName: '吴识' })
    const back = await reviewer.request('POST', `/api/knowledge/versions/${shown.versions[0].id}/withdraw`, {
      reason: '文本有误',
    })
    expect(back.body.source).toMatchObject({ status: 'in_use', versionDate: '2024-05-01' })
    const again = await reviewer.request('POST', `/api/knowledge/versions/${shown.versions[0].id}/restore`)
    expect(again.body.source).toMatchObject({ versionDate: '2025-06-01' })
  })

  it('puts an edited guide in place of the one before, and rolls it back in one step', async () => {
    const { author, reviewer, step, decide, published, sourceNamed } = desk
    await published({ '年假指南.md': guide('年假指南', '满一年可以休年假。') })
    const source = await sourceNamed('年假指南')
    const first = (await author.request('GET', `/api/knowledge/sources/${source.id}`)).body.versions[0]
    const begun = await author.request('POST', '/api/knowledge/drafts', {
      from: 'version',
      versionId: first.id,
    })
    expect([begun.status, begun.body.editText]).toEqual([201, begun.body.text])
    const text = begun.body.text.replace('满一年', '工作满一年')
    const { id } = begun.body.draft
    await author.request('PUT', `/api/knowledge/drafts/${id}`, { version: 1, text })
    await step(author, id, 2, 'submit')
    await decide(reviewer, id, { kind: 'publish', version: 3 })
    const versions = async () =>
      (await author.request('GET', `/api/knowledge/sources/${source.id}`)).body.versions as {
        id: string
        status: string
      }[]
    const inUse = async () => {
      const [version] = (await versions()).filter(({ status }) => status === 'in_use')
      return (await author.request('GET', `/api/knowledge/versions/${version!.id}`)).body.text as string
    }
    expect((await versions()).filter(({ status }) => status === 'in_use')).toHaveLength(1)
    expect(await inUse()).toContain('工作满一年')
    const back = await reviewer.request('POST', `/api/knowledge/versions/${first.id}/roll-back`)
    expect(back.status).toBe(200)
    expect(await inUse()).not.toContain('工作满一年')
    // What was said in between can still be read.
    const texts = await Promise.all(
      (await versions()).map(
        async ({ id: versionId }) =>
          (await author.request('GET', `/api/knowledge/versions/${versionId}`)).body.text,
      ),
    )
    expect(texts.some((each) => each.includes('工作满一年'))).toBe(true)
    expect(texts).toHaveLength(3)
  })

  it('publishes at the hour that was set, and takes out what expires', async () => {
    const { server, people, author, reviewer, upload, step, decide, sourceNamed } = desk
    const { report } = await upload(author, { '高温指南.md': guide('高温津贴指南', '高温天气有津贴。') })
    const id = report[0]!.draftId!
    await step(author, id, 1, 'submit')
    const publishAt = '2026-03-03T00:00:00Z'
    expect(
      (await decide(reviewer, id, { kind: 'publish', version: 2, publishAt: '2026-03-01T00:00:00Z' })).status,
    ).toBe(400)
    const set = await decide(reviewer, id, { kind: 'publish', version: 2, publishAt })
    expect(set.body.draft).toMatchObject({ status: 'scheduled', publishAt })
    await server.knowledge.drafts.publishDue()
    expect(await sourceNamed('高温津贴指南')).toBeUndefined()
    desk.setNow(new Date('2026-03-03T00:00:01Z'))
    await server.knowledge.drafts.publishDue()
    const source = await sourceNamed('高温津贴指南')
    expect(source).toMatchObject({ status: 'in_use', freshness: 'unset' })
    const care = {
      version: 0,
      ownerId: people.get('孙识')!.id,
      reviewBy: '2026-03-20',
      expiresOn: '2026-04-01',
    }
    const cared = await author.request('PUT', `/api/knowledge/sources/${source.id}/care`, care)
    expect(cared.body.source).toMatchObject({ ownerName: '孙识', freshness: 'soon' })
    const late = await reviewer.request('PUT', `/api/knowledge/sources/${source.id}/care`, care)
    expect(late.body.error).toMatchObject({ code: 'changed', changedBy: '孙识' })
    desk.setNow(new Date('2026-04-01T01:00:00Z'))
    await server.knowledge.drafts.publishDue()
    expect(await sourceNamed('高温津贴指南')).toMatchObject({ status: 'withdrawn', freshness: 'due' })
  })

  it('finds sources by title, by what they are about, and by every filter', async () => {
    const { published, retriever, people, author, titlesOf, sourceNamed } = desk
    await published({ '讨薪指南.md': guide('讨薪指南', '可以向劳动监察部门投诉，也可以申请仲裁。') })
    expect(await titlesOf('kind=statute')).toContain('中华人民共和国劳动合同法')
    expect(await titlesOf('kind=statute')).not.toContain('讨薪指南')
    expect(await titlesOf('matter=labour&kind=guide')).toContain('讨薪指南')
    expect(await titlesOf('serviceLine=legal_aid')).toContain('讨薪指南')
    expect(await titlesOf('serviceLine=notary')).toEqual([])
    expect(await titlesOf('status=withdrawn')).toEqual(['高温津贴指南'])
    expect(await titlesOf(`owner=${people.get('孙识')!.id}`)).toEqual(['高温津贴指南'])
    expect(await titlesOf('freshness=near')).toEqual(['高温津贴指南'])
    const { id } = await sourceNamed('讨薪指南')
    const care = { version: 0, ownerId: null, reviewBy: '2026-03-10', expiresOn: null }
    await author.request('PUT', `/api/knowledge/sources/${id}/care`, care)
    // What is to be read first stands first.
    expect(await titlesOf('freshness=near')).toEqual(['讨薪指南', '高温津贴指南'])
    expect(await titlesOf('freshness=near&status=in_use')).toEqual(['讨薪指南'])
    await retriever.refresh()
    expect(await titlesOf(`q=${encodeURIComponent('向劳动监察投诉')}`)).toContain('讨薪指南')
    expect(await titlesOf('region=national&limit=2&offset=1')).toHaveLength(2)
    // Signs of the pattern language are letters here.
    expect(await titlesOf(`q=${encodeURIComponent('%')}`)).toEqual([])
  })

  it('lets a program in with a key as far as its scopes go, and not after it was revoked', async () => {
    const { server, author, administrator } = desk
    const made = await administrator.request('POST', '/api/knowledge/keys', {
      name: '门户网站',
      scopes: ['read', 'write'],
      days: 30,
    })
    expect(made.status).toBe(201)
    const { id, key } = made.body
    const as = (method: string, path: string, json?: unknown) =>
      server.request(`/api/knowledge/${path}`, { method, json, bearer: key })
    expect((await as('GET', 'sources')).status).toBe(200)
    const begun = await as('POST', 'drafts', {
      from: 'text',
      kind: 'guide',
      text: guide('程序写的指南', '可以。'),
    })
    expect(begun.body.draft).toMatchObject({ authorName: '门户网站' })
    const denied = await as('POST', `drafts/${begun.body.draft.id}/decision`, { kind: 'publish', version: 1 })
    expect([denied.status, denied.body.error.code]).toEqual([401, 'wrong_key'])
    expect((await as('GET', 'keys')).status).toBe(401)
    expect((await author.request('GET', '/api/knowledge/keys')).status).toBe(403)
    await administrator.request('DELETE', `/api/knowledge/keys/${id}`)
    expect((await as('GET', 'sources')).status).toBe(401)
    expect(
      JSON.stringify(await desk.database.db.selectFrom('knowledge_tokens').selectAll().execute()),
    ).not.toContain(key)
  })

  it('brings back a guide that no file holds any more', async () => {
    const { database, reviewer, sourceNamed } = desk
    const path = '/files/自行车指南.md'
    const { db } = database
    await publishText(db, path, guide('自行车指南', '靠右骑。'), desk.now)
    const { id } = await sourceNamed('自行车指南')
    await publishText(db, path, guide('三轮车指南', '靠右骑。'), desk.now)
    expect(await sourceNamed('自行车指南')).toMatchObject({ status: 'withdrawn' })
    const { versions } = (await reviewer.request('GET', `/api/knowledge/sources/${id}`)).body
    const back = await reviewer.request('POST', `/api/knowledge/versions/${versions[0].id}/restore`)
    expect(back.body.source).toMatchObject({ status: 'in_use' })
    await publishText(db, path, guide('三轮车指南', '靠右慢骑。'), desk.now)
    expect(await sourceNamed('自行车指南')).toMatchObject({ status: 'in_use' })
  })
})
