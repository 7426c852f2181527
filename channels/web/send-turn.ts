import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Asked, IncomingMessage } from '../../bot/run-turn.js'
import type { EventStream } from '../../platform/streams/event-streams.js'
import type { WebDeps } from './web-deps.js'
import { webErrors } from './web-error.js'
import { type WireReply, wireReply } from './wire-reply.js'

type RunningTurn = Extract<Asked, { status: 'running' }>

/**
 * Takes the message in; from here on its turn goes to its end, whether the request lives or not.
 * @throws {WebError} 409 while another question is open, 503 when too many are
 */
export async function acceptMessage(message: IncomingMessage, { runTurn }: WebDeps): Promise<RunningTurn> {
  const asked = await runTurn.ask(message)
  switch (asked.status) {
    case 'running':
      return asked
    case 'busy':
      throw webErrors.onePending()
    case 'overloaded':
      throw webErrors.overloaded()
  }
}

export async function replyAsJson(turn: RunningTurn): Promise<WireReply> {
  return wireReply(await turn.reply)
}

/** `accepted`, any `step` and `partial`, then `final` or `error`; the reader may leave at any time. */
export async function replyAsEvents(
  turn: RunningTurn,
  message: IncomingMessage,
  request: FastifyRequest,
  reply: FastifyReply,
  { streams }: WebDeps,
): Promise<void> {
  const stream: EventStream = streams.start(reply)
  stream.send('accepted', { messageId: message.clientMessageId })
  const stopListening = turn.onProgress((progress) =>
    progress.kind === 'step'
      ? stream.send('step', { name: progress.name })
      : stream.send('partial', { text: progress.text }),
  )
  stream.onEnd(stopListening)
  try {
    stream.send('final', wireReply(await turn.reply))
  } catch (error) {
    request.log.error({ err: error }, 'turn without reply')
    stream.send('error', {
      error: {
        code: 'internal',
        message:
          '系统出了点问题，您的问题已经收到，请稍后刷新页面查看答复；着急可以打 12348，有危险请打 110。',
      },
    })
  } finally {
    stream.end()
  }
}

export function wantsEvents(request: FastifyRequest): boolean {
  return /\btext\/event-stream\b/i.test(request.headers.accept ?? '')
}
