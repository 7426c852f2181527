import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { scriptedResult, startTestServer, type TestServer } from '../http-test-server.js'
import { talkOn } from './talk-on.js'

const [{ open }] = testDatabases() as [ReturnType<typeof testDatabases>[number]]

describe('talkOn', () => {
  let database: TestDatabase
  let server: TestServer
  beforeAll(async () => {
    database = await open()
    server = await startTestServer({ database, respond: async (input) => scriptedResult(input) })
  })
  afterAll(async () => {
    await server.close()
    await database.drop()
  })

  it('asks a running server one thing after the other until it is told to stop', async () => {
    const stop = new AbortController()
    const said: string[] = []
    await talkOn({
      url: server.url,
      signal: stop.signal,
      pauseMs: 1,
      citizens: 2,
      onSaid(text) {
        said.push(text)
        if (said.length === 8) stop.abort()
      },
    })
    expect(said.length).toBeGreaterThanOrEqual(8)
    const stored = await database.db.selectFrom('messages').select('conversation_id').execute()
    expect(stored.length).toBeGreaterThanOrEqual(8)
    expect(new Set(stored.map((row) => row.conversation_id)).size).toBeGreaterThanOrEqual(4)
  })

  it('says what to do when no server is there', async () => {
    const talking = talkOn({
      url: 'http://127.0.0.1:1',
      signal: new AbortController().signal,
      pauseMs: 1,
      citizens: 2,
      onSaid() {},
    })
    await expect(talking).rejects.toThrow('does not answer: start the server first')
  })
})
