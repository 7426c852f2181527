import { isUtf8 } from 'node:buffer'
import type { z } from 'zod'
import { UnreadableRequestError } from './channel.js'

/** A body, or a part of one that is JSON in itself. @throws {UnreadableRequestError} it is not as the platform describes it */
export function readJson<T>(json: Buffer | string, schema: z.ZodType<T>): T {
  try {
    if (typeof json !== 'string' && !isUtf8(json)) throw new Error('not UTF-8')
    return schema.parse(JSON.parse(json.toString()))
  } catch (error) {
    throw new UnreadableRequestError('The message is not as the platform describes it', { cause: error })
  }
}
