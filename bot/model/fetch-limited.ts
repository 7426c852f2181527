import { ModelFailedError } from './model-failed-error.js'

/** A complaint says what is wrong in its first lines; the client would read all of it. */
const MAX_ERROR_BYTES = 64 * 1024
/** A stream wraps every few characters in some hundred bytes of its own. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024

/** `fetch`, but a reply without end neither fills the memory nor is waited for. */
export async function fetchLimited(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request)
  if (response.body === null) return response
  const { status, statusText, headers } = response
  return new Response(limit(response.body, response.ok), { status, statusText, headers })
}

function limit(body: ReadableStream<Uint8Array>, ok: boolean): ReadableStream<Uint8Array> {
  const reader = body.getReader()
  let left = ok ? MAX_REPLY_BYTES : MAX_ERROR_BYTES
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      const { done, value } = await reader.read()
      if (done) return controller.close()
      if (value.length < left) {
        left -= value.length
        return controller.enqueue(value)
      }
      reader.cancel().catch(() => {})
      if (ok) {
        return controller.error(
          new ModelFailedError('bad_output', `Model server sent more than ${MAX_REPLY_BYTES} bytes`, false),
        )
      }
      controller.enqueue(value.subarray(0, left))
      controller.close()
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
