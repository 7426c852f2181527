import { randomBytes } from 'node:crypto'
import { CompiledQuery, type KyselyPlugin } from 'kysely'
import { expect, it } from 'vitest'
import { zhCN } from '../../bot/words/zh-CN.js'
import { createDataKey } from '../../storage/data-key.js'
import { testDatabases } from '../../storage/test-database.js'
import { createTextWaiting } from '../sms/text-waiting.js'
import { createDeliveries } from './deliveries.js'
import { createResponses } from './responses.js'

const [sqlite] = testDatabases()

it('looks for what is due, held, lost or to be told of by an index, however much was sent before', async () => {
  const database = await sqlite!.open()
  const asked: CompiledQuery[] = []
  const listen: KyselyPlugin = {
    transformQuery({ node, queryId }) {
      asked.push(database.db.getExecutor().compileQuery(node, queryId))
      return node
    },
    transformResult: async ({ result }) => result,
  }
  const deps = {
    ...database,
    db: database.db.withPlugin(listen),
    dataKey: createDataKey(Buffer.alloc(32, 7)),
    headings: zhCN,
    // Eleven in the morning in China.
    now: () => new Date('2026-11-23T03:00:00Z'),
    random: Math.random,
    randomBytes,
  }
  const deliveries = createDeliveries(deps)
  await createResponses(deps).takeBackLost()
  await deliveries.claimDue(['wechat'])
  await deliveries.toNotify('wechat')
  const textWaiting = createTextWaiting({
    ...deps,
    settings: { url: 'http://127.0.0.1', body: '', headers: {}, success: '', afterHours: 24 },
    conversations: { eventsOf: async () => [] },
    onError: (error) => {
      throw error
    },
    log: () => {},
  })
  await textWaiting()
  const queries = asked.filter(({ sql }) => sql.includes('"deliveries"'))
  expect(queries).toHaveLength(4)
  for (const { sql, parameters } of queries) {
    const { rows } = await database.db.executeQuery<{ detail: string }>(
      CompiledQuery.raw(`explain query plan ${sql}`, [...parameters]),
    )
    const plan = rows.map(({ detail }) => detail)
    expect(plan.filter((step) => /^SCAN (?!.*INDEX)/.test(step))).toEqual([])
  }
  await database.drop()
})
