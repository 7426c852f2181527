import type { Config } from '../config.js'
import type { Output } from './output.js'

/** What every command gets. */
export interface CommandContext {
  config: Config
  output: Output
}
