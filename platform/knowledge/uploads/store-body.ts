import { open } from 'node:fs/promises'
import { knowledgeErrors } from '../knowledge-errors.js'

/**
 * Writes what a request brings into a file.
 * @param body is read to its end also where it cannot be kept: with the rest of it unread the connection would stand
 * still, and whatever the sender asks next over it would wait for more than a minute
 */
export async function storeBody(body: AsyncIterable<Buffer>, path: string, megabytes: number): Promise<void> {
  const file = await open(path, 'w')
  try {
    let left = megabytes * 1_000_000
    let fault: unknown = null
    for await (const piece of body) {
      left -= piece.length
      if (left < 0) fault ??= knowledgeErrors.tooLarge(megabytes)
      if (!fault)
        await file.appendFile(piece).catch((error) => {
          fault = error
        })
    }
    if (fault) throw fault
  } finally {
    await file.close()
  }
}
