import { Agent, buildConnector, fetch as fetchThrough } from 'undici'
import { ReplyTooLongError } from './server-fault.js'

export interface FetchLimits {
  /** Until the connection stands, encryption included. */
  connectMs: number
  /** Longest line of a reply. Default: 1 MB, since readers of streams join the pieces of a line again with each that comes. */
  lineBytes?: number
  /** From the request to the last byte of the reply. Absent: the caller watches it. */
  totalMs?: number
}

/** A complaint says what is wrong in its first lines; the client would read all of it. */
const MAX_ERROR_BYTES = 64 * 1024
/** A stream wraps every few characters in some hundred bytes of its own. */
const MAX_REPLY_BYTES = 16 * 1024 * 1024
const MAX_LINE_BYTES = 1024 * 1024
const NEW_LINE = 10

/**
 * `fetch` for a server that may do anything: it connects in time, and a reply without end neither fills the memory nor is
 * waited for. The connections are its own, and are left open for the next request. A redirect is an error: requests go to
 * the configured address alone.
 */
export function createLimitedFetch({
  connectMs,
  lineBytes = MAX_LINE_BYTES,
  totalMs,
}: FetchLimits): typeof fetch {
  // Silence is watched over by who reads.
  const dispatcher = new Agent({ connect: connectWithin(connectMs), headersTimeout: 0, bodyTimeout: 0 })
  return async (input, init) => {
    const { signal, done } = within(totalMs, init?.signal)
    // Its types and those of Node's own `fetch` describe the same things.
    const request = { ...init, redirect: 'manual', signal, dispatcher } as Parameters<typeof fetchThrough>[1]
    const response = await fetchThrough(input as Parameters<typeof fetchThrough>[0], request)
    const { status, statusText } = response
    const head = { status, statusText, headers: [...response.headers] }
    if (response.body === null) {
      done()
      return new Response(null, head)
    }
    const limit = response.ok ? refuseLong(lineBytes, done) : cutLong(done)
    return new Response((response.body as ReadableStream<Uint8Array>).pipeThrough(limit), head)
  }
}

/** The agent's own watch over a connection looks once a second: it only clears up here. */
function connectWithin(connectMs: number): buildConnector.connector {
  const connect = buildConnector({ timeout: connectMs })
  return (options, callback) => {
    let isOver = false
    const settle: buildConnector.Callback = (...[error, socket]) => {
      if (isOver) return void socket?.destroy()
      isOver = true
      clearTimeout(timer)
      if (error) callback(error, null)
      else callback(null, socket)
    }
    const timer = setTimeout(
      () => settle(new DOMException(`Connection timed out after ${connectMs} ms`, 'TimeoutError'), null),
      connectMs,
    )
    connect(options, settle)
  }
}

/** AbortSignal.any is collected as garbage in Node 20 while the answer is still read, and never fires then. */
function within(totalMs: number | undefined, outer: AbortSignal | null | undefined) {
  if (totalMs === undefined) return { signal: outer, done() {} }
  const controller = new AbortController()
  const leave = () => controller.abort(outer?.reason)
  const late = () =>
    controller.abort(new DOMException(`No whole answer within ${totalMs} ms`, 'TimeoutError'))
  if (outer?.aborted) leave()
  outer?.addEventListener('abort', leave, { once: true })
  const timer = setTimeout(late, totalMs)
  timer.unref()
  return {
    signal: controller.signal,
    done() {
      clearTimeout(timer)
      outer?.removeEventListener('abort', leave)
    },
  }
}

function cutLong(done: () => void): TransformStream<Uint8Array, Uint8Array> {
  let left = MAX_ERROR_BYTES
  return new TransformStream({
    transform(piece, controller) {
      controller.enqueue(piece.subarray(0, left))
      left -= piece.length
      if (left <= 0) controller.terminate()
    },
    flush: done,
  })
}

function refuseLong(lineBytes: number, done: () => void): TransformStream<Uint8Array, Uint8Array> {
  let total = 0
  let line = 0
  return new TransformStream({
    transform(piece, controller) {
      total += piece.length
      const newLine = piece.lastIndexOf(NEW_LINE)
      line = newLine === -1 ? line + piece.length : piece.length - newLine - 1
      if (total <= MAX_REPLY_BYTES && line <= lineBytes) return controller.enqueue(piece)
      const what = total > MAX_REPLY_BYTES ? `${MAX_REPLY_BYTES} bytes` : `${lineBytes} bytes in one line`
      controller.error(new ReplyTooLongError(`The server sent more than ${what}`))
    },
    flush: done,
  })
}
