import { randomBytes } from 'node:crypto'
import { openChannels } from '../../channels/open-channels.js'
import { openRecords } from '../compose.js'
import type { CommandContext } from './command-context.js'
import { UsageError } from './output.js'

const EXIT_WRONG = 1

/** Asks every connected platform whether its set-up works. @returns the exit code: 1 where one does not */
export async function channelsCheckCommand({ config, output }: CommandContext): Promise<number> {
  if (Object.keys(config.channels).length === 0) {
    throw new UsageError('No platform is connected: channels/*/README.md say which settings connect one')
  }
  const records = await openRecords(config, output)
  try {
    const channels = openChannels(config.channels, { ...records, now: () => new Date(), randomBytes })
    const results = await Promise.all(
      channels.map(async (channel) => ({
        channel: channel.name,
        problems: await channel
          .check()
          .catch((error: unknown) => [error instanceof Error ? error.message : String(error)]),
      })),
    )
    output.result({ channels: results }, () =>
      results
        .map(({ channel, problems }) =>
          problems.length === 0
            ? `${channel}：正常`
            : [`${channel}：有问题`, ...problems.map((one) => `  ${one}`)].join('\n'),
        )
        .join('\n'),
    )
    return results.some(({ problems }) => problems.length > 0) ? EXIT_WRONG : 0
  } finally {
    await records.close()
  }
}
