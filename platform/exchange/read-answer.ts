/** The body of an answer. @throws {Error} it is longer than that, or breaks off */
export async function readAtMost(response: Response, maxBytes: number): Promise<string> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of (response.body ?? []) as AsyncIterable<Uint8Array>) {
    chunks.push(chunk)
    length += chunk.length
    if (length > maxBytes) throw new Error(`the answer is longer than ${maxBytes} bytes`)
  }
  return Buffer.concat(chunks).toString('utf8')
}

/** What fetch says is only "fetch failed": why stands in its cause. */
export function faultOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  return error.cause instanceof Error ? faultOf(error.cause) : (code ?? error.message)
}
