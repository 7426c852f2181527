export interface StreamEvent {
  event: string
  data: string
  id: string | null
}

/**
 * Reads server-sent events from a fetch body, for requests that EventSource cannot make (POST, Authorization).
 * Ends when the body ends; comments and events without data are skipped.
 * @throws what the body's reader throws when the connection breaks or is aborted
 */
export async function* readEventStream(body: ReadableStream<Uint8Array>): AsyncGenerator<StreamEvent> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let buffered = ''
  let event = 'message'
  let id: string | null = null
  let data: string[] = []
  try {
    while (true) {
      const { value, done } = await reader.read()
      if (done) return
      buffered += decoder.decode(value, { stream: true })
      const lines = buffered.split(/\r\n|\n|\r(?!$)/)
      buffered = lines.pop() ?? ''
      for (const line of lines) {
        if (line === '') {
          if (data.length > 0) yield { event, data: data.join('\n'), id }
          event = 'message'
          data = []
          continue
        }
        const colon = line.indexOf(':')
        if (colon === 0) continue
        const field = colon < 0 ? line : line.slice(0, colon)
        const text = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '')
        if (field === 'event') event = text
        else if (field === 'data') data.push(text)
        else if (field === 'id') id = text
      }
    }
  } finally {
    await reader.cancel().catch(() => undefined)
  }
}
