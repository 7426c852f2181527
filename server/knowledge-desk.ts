import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { ingest } from '../knowledge/ingest/ingest.js'
import type { StaffRole } from '../platform/staff/staff-member.js'
import { openRetriever } from '../retrieval/open-retriever.js'
import type { StaffRow } from '../storage/tables.js'
import type { TestDatabase } from '../storage/test-database.js'
import { startTestServer } from './http-test-server.js'
import { activeAccount, createStaffClient, type StaffClient } from './staff-client.js'

const KNOWLEDGE = join(import.meta.dirname, '../bot/fixtures/knowledge')
export const LAW = readFileSync(join(KNOWLEDGE, '劳动合同法(2012-12-28).md'), 'utf8')

export const guide = (title: string, answer: string) =>
  `---\ntitle: ${title}\nmatter: labour\nserviceLine: legal_aid\n---\n\n${answer}〔劳动合同法第三十条〕\n`

export const balloons = (date: string, first: string, more = '') =>
  `# 云上热气球飞行条例\n\n${date} 通过\n\n<!-- INFO END -->\n\n第一条 ${first}\n\n第二条 本条例自公布之日起施行。\n${more}`

export type KnowledgeDesk = Awaited<ReturnType<typeof startKnowledgeDesk>>

/** A server with a law and a few Q&A, and those who keep its knowledge base, at a time that is set. */
export async function startKnowledgeDesk(database: TestDatabase) {
  let now = new Date('2026-03-02T02:00:00Z')
  const people = new Map<string, StaffRow>()
  const { db, dataDir } = database
  await ingest({ db, paths: [join(KNOWLEDGE, '劳动合同法(2012-12-28).md')], kind: 'statute' })
  await ingest({ db, paths: [join(KNOWLEDGE, '工资.faq.md')], kind: 'faq' })
  const retriever = await openRetriever({ db, dataDir, log: () => {} })
  const server = await startTestServer({
    database,
    search: retriever,
    now: () => now,
    // The clock of these tests moves by days.
    staffSettings: { idleMinutes: 100_000, sessionHours: 10_000 },
  })
  const client = async (name: string, role: StaffRole) => {
    const account = await activeAccount(server, { name, role })
    people.set(name, account)
    const made = createStaffClient(server)
    await made.become(account)
    return made
  }
  const author = await client('孙识', 'knowledge')
  const reviewer = await client('吴识', 'knowledge')
  const administrator = await client('郑管', 'administrator')

  async function upload(client: StaffClient, files: Record<string, string | Buffer<ArrayBuffer>>) {
    const begun = await client.request('POST', '/api/knowledge/uploads')
    expect(begun.status).toBe(201)
    const { id } = begun.body
    for (const [name, content] of Object.entries(files)) {
      await client.send(
        'POST',
        `/api/knowledge/uploads/${id}/files?name=${encodeURIComponent(name)}`,
        content,
      )
    }
    const ended = await client.request('POST', `/api/knowledge/uploads/${id}/end`)
    expect(ended.status).toBe(200)
    return ended.body as {
      id: string
      report: { file: string; result: string; draftId: string | null; message: string; problems: number }[]
    }
  }
  const draftOf = async (client: StaffClient, id: string) =>
    (await client.request('GET', `/api/knowledge/drafts/${id}`)).body
  const step = (client: StaffClient, id: string, version: number, kind: string) =>
    client.request('POST', `/api/knowledge/drafts/${id}/step`, { kind, version })
  const decide = (client: StaffClient, id: string, decision: object) =>
    client.request('POST', `/api/knowledge/drafts/${id}/decision`, decision)
  async function published(files: Record<string, string | Buffer<ArrayBuffer>>) {
    const { report } = await upload(author, files)
    const ids = report.map(({ draftId }) => draftId!)
    for (const id of ids) expect((await step(author, id, 1, 'submit')).status).toBe(200)
    for (const id of ids) {
      expect((await decide(reviewer, id, { kind: 'publish', version: 2 })).body).toMatchObject({
        draft: { status: 'published' },
      })
    }
    return ids
  }
  async function found(question: string) {
    await retriever.refresh()
    const { hits } = await retriever.search(question, { k: 5 })
    return hits.map(({ passageId }) => passageId)
  }
  const titlesOf = async (query: string) =>
    (await author.request('GET', `/api/knowledge/sources?${query}`)).body.sources.map(
      ({ title }: { title: string }) => title,
    )
  const sourceNamed = async (title: string) => {
    const { sources } = (await author.request('GET', `/api/knowledge/sources?q=${encodeURIComponent(title)}`))
      .body
    return sources.find((source: { title: string }) => source.title === title)
  }

  return {
    ...{ database, server, retriever, people, author, reviewer, administrator },
    ...{ upload, draftOf, step, decide, published, found, titlesOf, sourceNamed },
    now: () => now,
    setNow(at: Date) {
      now = at
    },
    async close() {
      await server.close()
      await retriever.close()
      await database.drop()
    },
  }
}
