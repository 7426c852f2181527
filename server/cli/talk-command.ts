import { talkOn } from '../demo/talk-on.js'
import type { CommandContext } from './command-context.js'
import { UsageError } from './output.js'

/** Where the server listens unless it was told otherwise. */
const USUAL_URL = 'http://127.0.0.1:8080'
const PAUSE_MS = 15_000
const CITIZENS = 3

/** @param url true: the usual one */
export async function talkCommand({ output }: CommandContext, url: string | true): Promise<void> {
  const address = url === true ? USUAL_URL : url
  if (!URL.canParse(address)) throw new UsageError(`${address} is no address: --talk ${USUAL_URL}`)
  const stop = new AbortController()
  process.once('SIGINT', () => stop.abort()).once('SIGTERM', () => stop.abort())
  output.say(`Invented citizens talk with ${address}; Ctrl+C ends it`)
  await talkOn({
    url: address,
    signal: stop.signal,
    pauseMs: PAUSE_MS,
    citizens: CITIZENS,
    onSaid: (text) => output.say(`群众：${text}`),
  })
}
