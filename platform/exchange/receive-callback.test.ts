import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openDatabase } from '../../storage/open-database.js'
import { type TestDatabase, testDatabases } from '../../storage/test-database.js'
import { openTestExchange } from './test-exchange.js'

describe.each(testDatabases())('callbacks on $name', ({ open }) => {
  let database: TestDatabase
  let here: ReturnType<typeof openTestExchange>
  let ticket: { number: string; conversationId: string }
  let clock: number
  let count = 0
  const now = () => new Date(clock)
  beforeEach(async () => {
    clock = Date.parse('2026-11-28T04:00:00Z')
    database = await open()
    here = openTestExchange(database, 'http://127.0.0.1:1', now)
    ticket = await here.openTicket()
  })
  afterEach(() => database.drop())

  function message(seq: number, change: object = { kind: 'accepted' }, number = ticket.number) {
    return {
      messageId: `message-${count++}`,
      ticketNumber: number,
      seq,
      at: '2026-11-28T04:00:00Z',
      actorName: '李明',
      ...change,
    }
  }
  const answered = (seq: number, text: string) => message(seq, { kind: 'answered', text })
  /** What the citizen's page shows. */
  async function repliesSeen(conversationId = ticket.conversationId) {
    const events = await here.conversations.eventsOf(conversationId, 0)
    return events.flatMap((event) => (event.kind === 'staff_reply' ? [event.text] : []))
  }
  const statusOf = async (number = ticket.number) => (await here.tickets.show(number)).status

  it('bring the answer to the citizen, and close the ticket', async () => {
    expect(await here.call(message(1))).toEqual({
      status: 200,
      body: { result: 'applied', duplicate: false, detail: null, nextSeq: 2 },
    })
    await here.call(message(2, { kind: 'progress', text: '已联系单位' }))
    expect(await repliesSeen()).toEqual([])
    await here.call(answered(3, '可以申请劳动仲裁。'))
    expect(await repliesSeen()).toEqual(['可以申请劳动仲裁。'])
    expect(await statusOf()).toBe('answered')
    await here.call(message(4, { kind: 'closed', reason: '已答复' }))
    expect(await statusOf()).toBe('closed')
  })

  it('are taken in without what no database stores', async () => {
    const { status } = await here.call(
      message(1, { kind: 'answered', text: '可以\u0000申请\ud800。\n带上合同', actorName: '李\u0000明' }),
    )
    expect(status).toBe(200)
    expect(await repliesSeen()).toEqual(['可以申请。\n带上合同'])
    const nothing = await here.call(message(2, { kind: 'closed', reason: ' \u0000 ' }))
    expect(nothing.status).toBe(400)
  })

  it('are refused with a number beyond all numbers', async () => {
    const beyond = await here.call(message(2 ** 31))
    expect(beyond).toMatchObject({ status: 400, body: { error: { code: 'malformed_message' } } })
    expect(await here.call(message(2 ** 31 - 1))).toMatchObject({ status: 202, body: { nextSeq: 1 } })
  })

  it('change no ticket that was never handed over', async () => {
    await database.db.deleteFrom('exchange_outbox').execute()
    const foreign = await here.call(answered(1, '好'))
    expect(foreign).toMatchObject({ status: 404, body: { error: { code: 'ticket_unknown' } } })
    expect([await statusOf(), await repliesSeen()]).toEqual(['waiting', []])
  })

  it('are not sent back to where they come from', async () => {
    await here.call(message(1))
    await here.call(answered(2, '好'))
    const rows = await database.db.selectFrom('exchange_outbox').select('kind').execute()
    expect(rows).toEqual([{ kind: 'opened' }])
  })

  it('count once, however often and from wherever they come at once', async () => {
    const other = await openDatabase(database)
    const beside = openTestExchange(other, 'http://127.0.0.1:1', now)
    const answer = answered(1, '好')
    const results = await Promise.all(
      Array.from({ length: 8 }, (_, i) => (i % 2 ? beside : here).call(answer)),
    )
    await other.close()
    expect(results.map(({ status }) => status)).toEqual(Array(8).fill(200))
    expect(results.filter(({ body }) => 'duplicate' in body && !body.duplicate)).toHaveLength(1)
    expect(await repliesSeen()).toEqual(['好'])
  })

  it('that come too early wait for those before them', async () => {
    expect(await here.call(message(3, { kind: 'closed', reason: '已答复' }))).toMatchObject({
      status: 202,
      body: { result: 'kept', nextSeq: 1 },
    })
    expect(await here.call(answered(2, '好'))).toMatchObject({ status: 202 })
    expect(await statusOf()).toBe('waiting')
    expect((await here.exchange.status()).gaps).toEqual([
      { ticketNumber: ticket.number, missingSeq: 1, kept: 2, since: now().toISOString() },
    ])
    expect(await here.call(message(1))).toMatchObject({ body: { result: 'applied', nextSeq: 4 } })
    expect(await statusOf()).toBe('closed')
    expect(await repliesSeen()).toEqual(['好'])
    expect((await here.exchange.status()).gaps).toEqual([])
  })

  it('of any order and repetition have the effect of their own order', async () => {
    const order = fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 })
    const repeats = fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 8 })
    await fc.assert(
      fc.asyncProperty(order, repeats, async (arrivals, again) => {
        const own = await here.openTicket()
        const texts = ['一', '二', '三', '四']
        const messages = [
          ...texts.map((text, i) => answered(i + 1, text)),
          message(5, { kind: 'closed', reason: '完' }),
        ]
        for (const seq of [...arrivals, ...again]) {
          await here.call({ ...messages[seq - 1], ticketNumber: own.number })
        }
        expect(await repliesSeen(own.conversationId)).toEqual(texts)
        expect(await statusOf(own.number)).toBe('closed')
      }),
      { numRuns: 15 },
    )
  })

  it('older than what counts are acknowledged and change nothing', async () => {
    await here.call(answered(1, '好'))
    expect(await here.call(answered(1, '另一个答复'))).toMatchObject({
      status: 200,
      body: { result: 'ignored', detail: 'number 1 was taken in before', nextSeq: 2 },
    })
    expect(await repliesSeen()).toEqual(['好'])
  })

  it('that the ticket does not allow are refused for good, and do not block what follows', async () => {
    await here.work(ticket.number, { kind: 'close', reason: '已答复' })
    const late = answered(1, '好')
    const refused = await here.call(late)
    expect(refused).toMatchObject({ status: 409, body: { result: 'refused', duplicate: false, nextSeq: 2 } })
    expect(await here.call(late)).toMatchObject({ status: 409, body: { result: 'refused', duplicate: true } })
    expect(await here.call(message(2, { kind: 'closed', reason: '完' }))).toMatchObject({ status: 409 })
    expect(await repliesSeen()).toEqual([])
    expect((await here.exchange.status()).refused).toHaveLength(2)
  })

  it('that return what no office can get back let it wait for somebody else', async () => {
    const returned = (seq: number) => message(seq, { kind: 'returned', reason: '不属于我们管' })
    await here.call(message(1))
    expect(await statusOf()).toBe('taken')
    expect(await here.call(returned(2))).toMatchObject({ status: 200, body: { result: 'applied' } })
    expect(await statusOf()).toBe('waiting')
    expect(await here.call(returned(3))).toMatchObject({ body: { result: 'applied' } })
    await here.work(ticket.number, { kind: 'close', reason: '已答复' })
    expect(await here.call(returned(4))).toMatchObject({ status: 409, body: { result: 'refused' } })
    const kinds = (await here.tickets.show(ticket.number)).events.map(({ kind }) => kind)
    expect(kinds).toEqual(['opened', 'taken', 'released', 'noted', 'closed'])
  })

  it('of an unknown ticket are told so, and count once the ticket is there', async () => {
    const early = message(1, { kind: 'accepted' }, '2026-1128-0002')
    expect(await here.call(early)).toMatchObject({ status: 404, body: { error: { code: 'ticket_unknown' } } })
    await here.openTicket()
    expect(await here.call(early)).toMatchObject({ status: 200, body: { result: 'applied' } })
  })

  it('may not reuse the id of another message', async () => {
    const first = message(1)
    await here.call(first)
    expect(await here.call({ ...first, actorName: '别人' })).toMatchObject({
      status: 409,
      body: { error: { code: 'message_id_reused' } },
    })
  })

  it.each([
    ['an unknown kind', { kind: 'deleted' }],
    ['an answer without words', { kind: 'answered', text: ' ' }],
    ['a number that is none', { ticketNumber: "' or 1=1" }],
    ['a count from zero', { seq: 0 }],
  ])('with %s are refused', async (_, change) => {
    expect(await here.call(message(1, { kind: 'accepted', ...change }))).toMatchObject({
      status: 400,
      body: { error: { code: 'malformed_message' } },
    })
  })

  it('that are forged, too old, or signed with another key leave no trace', async () => {
    const other = [{ id: 'k1', secret: 'not the secret, but thirty-two bytes' }]
    expect(await here.call(message(1), { keys: other })).toMatchObject({
      status: 401,
      body: { error: { code: 'signature_invalid' } },
    })
    const replayed = message(1)
    const at = now()
    clock += 301_000
    expect(await here.call(replayed, { at })).toMatchObject({
      status: 401,
      body: { error: { code: 'timestamp_out_of_window' } },
    })
    expect(await database.db.selectFrom('exchange_callbacks').selectAll().execute()).toEqual([])
    expect(await statusOf()).toBe('waiting')
  })

  it('leave nothing behind when the ticket cannot be changed for a fault of ours', async () => {
    await database.db.schema.dropTable('conversation_events').execute()
    const answer = answered(1, '好')
    await expect(here.call(answer)).rejects.toThrow()
    expect(await database.db.selectFrom('exchange_callbacks').selectAll().execute()).toEqual([])
    expect(await statusOf()).toBe('waiting')
  })
})
