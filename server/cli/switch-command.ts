import { CHANNEL_NAMES } from '../../channels/channel.js'
import { SWITCHES_BESIDE_CHANNELS } from '../../platform/switches/switches.js'
import { openRecords } from '../compose.js'
import type { CommandContext } from './command-context.js'
import { UsageError } from './output.js'

interface SwitchOptions {
  action: 'list' | 'on' | 'off'
  name?: string
  reason?: string
}

const CHANNELS = ['web', ...CHANNEL_NAMES]
const NAMES: readonly string[] = [...SWITCHES_BESIDE_CHANNELS, ...CHANNELS]

/** Switches the model, all answers or a channel off and on, for every server on the database. */
export async function switchCommand(
  { config, output }: CommandContext,
  options: SwitchOptions,
): Promise<void> {
  const { action, name, reason = '' } = options
  if (action !== 'list' && (name === undefined || !NAMES.includes(name))) {
    throw new UsageError(`switch ${action} needs one of: ${NAMES.join(', ')}`)
  }
  const records = await openRecords(config, output)
  try {
    if (action === 'list' || name === undefined) {
      const states = await records.switches.list(CHANNELS)
      output.result(states, () =>
        states
          .map(({ name, off, offSince, reason }) =>
            off ? [name, `off since ${offSince}`, reason].join('\t').trimEnd() : `${name}\ton`,
          )
          .join('\n'),
      )
      return
    }
    const off = action === 'off'
    const changed = await records.switches.set({ name, off, reason: reason.trim(), actorId: null })
    output.result({ name, off, changed }, () =>
      changed
        ? `${name} is ${action} now, on every server`
        : `${name} was ${action} already: nothing changed`,
    )
  } finally {
    await records.close()
  }
}
