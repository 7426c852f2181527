import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { z } from 'zod'
import { UsageError } from '../server/cli/output.js'
import { type Config, readConfig } from '../server/config.js'
import { settings } from '../server/settings.js'

const fileSchema = z.record(z.string(), z.union([z.string(), z.number()]))

/**
 * Settings of a JSON file over those of the environment.
 * @param dataDir where the file names none
 * @throws {UsageError} the file cannot be read, or names what is no setting
 * @throws {ConfigError} of a setting's value
 */
export function readEvalConfig(path: string, dataDir?: string): { name: string; config: Config } {
  const parsed = fileSchema.safeParse(readJson(path))
  if (!parsed.success)
    throw new UsageError(`--config: ${path} is no JSON object of settings and their values`)
  const unknown = Object.keys(parsed.data).filter((name) => !Object.hasOwn(settings.shape, name))
  if (unknown.length > 0)
    throw new UsageError(`--config: ${path}: no setting is called ${unknown.join(', ')}`)
  const given = Object.fromEntries(Object.entries(parsed.data).map(([name, value]) => [name, String(value)]))
  const config = readConfig({ ...process.env, ...given }, given.WENFA_DATA ? undefined : dataDir)
  return { name: basename(path, '.json'), config }
}

function readJson(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (error) {
    throw new UsageError(
      `--config: ${path} cannot be read: ${error instanceof Error ? error.message : error}`,
    )
  }
}
