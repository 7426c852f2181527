import { talkOn } from '../demo/talk-on.js'
import type { CommandContext } from './command-context.js'
import { UsageError } from './output.js'
import { serverUrl } from './server-url.js'

const PAUSE_MS = 15_000
const CITIZENS = 3

/** @param url true: the usual one */
export async function talkCommand(
  { config, output }: CommandContext,
  url: string | true,
  port?: number,
): Promise<void> {
  const usual = serverUrl(config, port)
  const address = url === true ? usual : url
  if (!URL.canParse(address)) throw new UsageError(`${address} is no address: --talk ${usual}`)
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
