import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readAsOfDate } from '../bot/language/read-as-of-date.js'
import { chinaDate } from '../knowledge/china-date.js'
import { findRegion } from '../knowledge/find-region.js'
import { ingest } from '../knowledge/ingest/ingest.js'
import { type OpenRetriever, openRetriever } from '../retrieval/open-retriever.js'
import { type TestDatabase, testDatabases } from '../storage/test-database.js'

const CASES = join(import.meta.dirname, 'cases')
const STATUTES = join(import.meta.dirname, '..', '..', 'shared', 'data', 'statutes')
const present = existsSync(STATUTES)
if (!present) console.warn('Versions and regions are not tested: ../shared/data/statutes is absent')

const caseLine = z.object({
  id: z.string(),
  question: z.string(),
  region: z.string().optional(),
  asOf: z.string().optional(),
  kind: z.string(),
  expect: z.object({
    cites: z.array(z.string()).optional(),
    never: z.array(z.string()).optional(),
    versionDate: z.string().optional(),
    status: z.string().optional(),
  }),
})
type Case = z.infer<typeof caseLine>

function readCases(path: string): Case[] {
  const lines = readFileSync(join(CASES, path), 'utf8').trim().split('\n')
  return lines.map((line) => caseLine.parse(JSON.parse(line)))
}

const inForce = readCases('in-force/versions.jsonl')
const regions = readCases('region/regions.jsonl')
/** Kinds of cases that name the article they ask for. */
const BY_NAME = /version|date_in_the_text|year_of_amendment|^repealed_(?:in_its_time|today)|article_by_name/
const TOPICS = /犬|吸烟|物业|生活垃圾|供热|烟花爆竹|自行车|房屋租赁|非机动车/

const bare = (text: string) => text.replace(/[《》〈〉\s]/g, '')

describe.skipIf(!present)('versions and regions of the real statutes', () => {
  let database: TestDatabase
  let retriever: OpenRetriever

  beforeAll(async () => {
    database = await testDatabases()[0]!.open()
    const named = [...inForce, ...regions].filter(({ kind }) => BY_NAME.test(kind))
    const asked = bare(named.map(({ question, expect }) => question + (expect.cites ?? '')).join('\n'))
    const files = (readdirSync(STATUTES, { recursive: true }) as string[]).filter((file) => {
      const title = bare(basename(file).replace(/(?:\(\d{4}-\d\d-\d\d\))?\.md$/, ''))
      if (!file.endsWith('.md')) return false
      if (asked.includes(title) || (file.startsWith('local') && TOPICS.test(title))) return true
      // What ends the force of another text.
      return file.startsWith('national') && readFileSync(join(STATUTES, file), 'utf8').includes('同时废止')
    })
    const paths = files.map((file) => join(STATUTES, file))
    await ingest({ db: database.db, paths, kind: 'statute', now: () => new Date() })
    retriever = await openRetriever({ db: database.db, dataDir: database.dataDir, log: () => {} })
  }, 300_000)
  afterAll(async () => {
    await retriever?.close()
    await database?.drop()
  })

  const search = ({ question, region, asOf }: Case, regionCode = region) =>
    retriever.search(question, {
      k: 10,
      asOfDate: asOf ?? readAsOfDate(question, chinaDate(new Date())) ?? undefined,
      regionCode,
    })

  it('finds each article that is named in the version of its day', async () => {
    const wrong: string[] = []
    const cases = [...inForce, ...regions].filter(({ kind, expect }) => BY_NAME.test(kind) && expect.cites)
    for (const asked of cases) {
      const [first] = (await search(asked)).hits
      const found = [bare(`${first?.lawTitle}${first?.article}`), first?.versionDate]
      const { cites = [], versionDate } = asked.expect
      if (!cites.map(bare).includes(found[0]!) || (versionDate && versionDate !== found[1]))
        wrong.push(`${asked.id} ${asked.question}: ${found}`)
    }
    expect(wrong).toEqual([])
    expect(cases.length).toBeGreaterThan(150)
  })

  it('says of what is repealed today that it is not in force', async () => {
    for (const asked of inForce.filter(({ kind }) => kind === 'repealed_today')) {
      const { lookup } = await search(asked)
      expect([asked.question, lookup?.references[0]?.status]).toEqual([asked.question, asked.expect.status])
      expect(lookup?.references[0]?.period?.to).toMatch(/^\d{4}-/)
    }
  })

  it("never shows another region's regulation, whether the region is given or named", async () => {
    const wrong: string[] = []
    for (const asked of regions) {
      const { hits } = await search(asked, findRegion(asked.question, asked.region) ?? asked.region)
      for (const never of asked.expect.never ?? []) {
        const hit = hits.find(({ lawTitle }) => lawTitle.startsWith(never))
        if (hit) wrong.push(`${asked.id} ${asked.question}: ${hit.lawTitle}`)
      }
    }
    expect(wrong).toEqual([])
  })

  it('lists no provision twice, whatever versions there are', async () => {
    for (const question of ['股东出资', '经营者集中申报', '养犬登记', '离婚 共同财产', '民事诉讼 执行']) {
      const { hits } = await retriever.search(question, { k: 100, regionCode: '310115' })
      const provisions = hits.map(({ lawTitle, number }) => `${lawTitle} ${number}`)
      expect(new Set(provisions).size).toBe(provisions.length)
    }
  })
})
