import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { clientMessage, serverMessage } from './stream-messages.js'

const DOCUMENT = new URL('../../../docs/hotline-stream.schema.json', import.meta.url)

describe('docs/hotline-stream.schema.json', () => {
  it('is what the stream takes and sends', () => {
    const schema = {
      toServer: z.toJSONSchema(clientMessage, { io: 'input' }),
      fromServer: z.toJSONSchema(serverMessage),
    }
    expect(JSON.parse(readFileSync(DOCUMENT, 'utf8')).$defs).toEqual(JSON.parse(JSON.stringify(schema)))
  })
})
