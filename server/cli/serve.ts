import { startServer } from '../start-server.js'
import type { CommandContext } from './command-context.js'

export async function serve(
  { config, output }: CommandContext,
  options: { host: string; port: number },
): Promise<void> {
  const server = await startServer(config, output, options)
  output.result({ url: server.url }, () => `问法已就绪：${server.url}`)
  let stopping = false
  const stop = (signal: NodeJS.Signals) => {
    if (stopping) process.exit(1)
    stopping = true
    output.say(`${signal}: finishing what is under way`)
    server.close().then(
      () => process.exit(0),
      (error) => {
        output.say(`Could not stop cleanly: ${String(error)}`)
        process.exit(1)
      },
    )
  }
  process.on('SIGTERM', stop)
  process.on('SIGINT', stop)
}
