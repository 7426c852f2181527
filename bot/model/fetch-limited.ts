import { ModelFailedError } from './model-failed-error.js'

/** A complaint says what is wrong in its first lines; the client would read all of it. */
const MAX_ERROR_BYTES = 64 * 1024
/** A stream wraps every few characters in some hundred bytes of its own. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024
/** The client joins the pieces of a line again with each that comes. */
const MAX_LINE_BYTES = 1024 * 1024
const NEW_LINE = 10

/** `fetch`, but a reply without end neither fills the memory nor is waited for. */
export async function fetchLimited(...request: Parameters<typeof fetch>): Promise<Response> {
  const response = await fetch(...request)
  if (response.body === null) return response
  const { status, statusText, headers } = response
  const body = response.body.pipeThrough(response.ok ? refuseLong() : cutLong())
  return new Response(body, { status, statusText, headers })
}

function cutLong(): TransformStream<Uint8Array, Uint8Array> {
  let left = MAX_ERROR_BYTES
  return new TransformStream({
    transform(piece, controller) {
      controller.enqueue(piece.subarray(0, left))
      left -= piece.length
      if (left <= 0) controller.terminate()
    },
  })
}

function refuseLong(): TransformStream<Uint8Array, Uint8Array> {
  let total = 0
  let line = 0
  return new TransformStream({
    transform(piece, controller) {
      total += piece.length
      const newLine = piece.lastIndexOf(NEW_LINE)
      line = newLine === -1 ? line + piece.length : piece.length - newLine - 1
      if (total <= MAX_REPLY_BYTES && line <= MAX_LINE_BYTES) return controller.enqueue(piece)
      const what =
        total > MAX_REPLY_BYTES ? `${MAX_REPLY_BYTES} bytes` : `${MAX_LINE_BYTES} bytes in one line`
      controller.error(new ModelFailedError('bad_output', `Model server sent more than ${what}`, false))
    },
  })
}
