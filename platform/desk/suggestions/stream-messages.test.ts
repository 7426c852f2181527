import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { clientMessage, serverMessage } from './stream-messages.js'

describe('docs/hotline-stream.schema.json', () => {
  it('is what the stream takes and sends', async () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      title: 'Wenfa hotline stream',
      $defs: {
        toServer: z.toJSONSchema(clientMessage, { io: 'input' }),
        fromServer: z.toJSONSchema(serverMessage),
      },
    }
    await expect(`${JSON.stringify(schema, null, 2)}\n`).toMatchFileSnapshot(
      '../../../docs/hotline-stream.schema.json',
    )
  })
})
