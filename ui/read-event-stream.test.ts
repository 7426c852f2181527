import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readEventStream, type StreamEvent } from './read-event-stream.js'

describe('readEventStream', () => {
  it('reads event, data and id, and skips comments', async () => {
    expect(await read([': heartbeat\n\nid: 7\nevent: final\ndata: {"a":1}\n\n'])).toEqual([
      { event: 'final', data: '{"a":1}', id: '7' },
    ])
  })

  it('joins several data lines and knows carriage returns', async () => {
    expect(await read(['data: 一\r\ndata: 二\r\n\r\n'])).toEqual([
      { event: 'message', data: '一\n二', id: null },
    ])
  })

  it('drops an event that the connection cut off', async () => {
    expect(await read(['data: whole\n\ndata: half'])).toHaveLength(1)
  })

  it('reads the same wherever the network cuts the bytes', async () => {
    const bytes = new TextEncoder().encode('event: step\ndata: 正在查找法条\n\nid: 2\ndata: 好\r\n\r\n')
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.integer({ min: 0, max: bytes.length }), { maxLength: 6 }),
        async (cuts) => {
          const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length]
          const chunks = edges.slice(1).map((edge, index) => bytes.slice(edges[index], edge))
          expect((await readBytes(chunks)).map(({ data }) => data)).toEqual(['正在查找法条', '好'])
        },
      ),
    )
  })
})

function read(chunks: string[]): Promise<StreamEvent[]> {
  return readBytes(chunks.map((chunk) => new TextEncoder().encode(chunk)))
}

async function readBytes(chunks: Uint8Array[]): Promise<StreamEvent[]> {
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      for (const chunk of chunks) controller.enqueue(chunk)
      controller.close()
    },
  })
  const events: StreamEvent[] = []
  for await (const event of readEventStream(body)) events.push(event)
  return events
}
