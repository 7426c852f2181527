import { existsSync } from 'node:fs'
import { access, constants, stat, statfs } from 'node:fs/promises'
import { join } from 'node:path'
import { readManifest } from '../../retrieval/index-store.js'
import { readPublication } from '../../retrieval/publication.js'
import { countPassages } from '../../retrieval/read-passages.js'
import { type DataKey, readDataKey } from '../../storage/data-key.js'
import { judgeDataKey, type KeyJudgement } from '../../storage/judge-data-key.js'
import { tablesState } from '../../storage/migrate.js'
import { dataKeyFault } from '../../storage/open-data-key.js'
import { connectDatabase } from '../../storage/open-database.js'
import { readState } from '../../storage/rotate-data-key.js'
import type { Config } from '../config.js'
import type { CommandContext } from './command-context.js'

interface Check {
  name: string
  ok: boolean
  found: string
  /** What to do; empty when nothing is. */
  advice: string
}

const LEAST_FREE_BYTES = 2_000_000_000
const ENDPOINT_TIMEOUT_MS = 5_000

/** Looks without making or changing anything. @returns the exit code: 0 all well, 1 something is to be done */
export async function doctorCommand({ config, output }: CommandContext): Promise<number> {
  const checks: Check[] = [await checkDataFolder(config)]
  if (checks[0]?.ok) {
    checks.push(...(await checkStored(config)), await checkDisk(config))
  }
  checks.push(
    await checkEndpoint(
      'model endpoint',
      config.model,
      'answers are composed from the sources without a model',
    ),
    await checkEndpoint(
      'embedding endpoint',
      config.embedding,
      'the embedder fitted to the knowledge base is used',
    ),
  )
  output.result({ ok: checks.every(({ ok }) => ok), checks }, () =>
    checks
      .map(
        ({ name, ok, found, advice }) =>
          `${ok ? 'ok ' : 'BAD'} ${name}: ${found}${advice && `\n    ${advice}`}`,
      )
      .join('\n'),
  )
  return checks.every(({ ok }) => ok) ? 0 : 1
}

async function checkDataFolder({ dataDir }: Config): Promise<Check> {
  const name = 'data folder'
  try {
    await access(dataDir, constants.R_OK | constants.W_OK)
    return { name, ok: true, found: dataDir, advice: '' }
  } catch {
    const advice = 'Run `wenfa serve` once to make it, or name another with --data; it must be writable'
    return { name, ok: false, found: `${dataDir} is absent or not writable`, advice }
  }
}

function readKey({ dataDir, dataKey }: Config): DataKey | null | Error {
  try {
    return readDataKey(dataDir, dataKey)
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error))
  }
}

/** @param judgement null where the database cannot be asked */
function checkKey(
  { dataDir, dataKey }: Config,
  key: DataKey | null | Error,
  judgement: KeyJudgement | 'rotating' | null,
) {
  const name = 'data key'
  if (key instanceof Error) {
    const advice = 'Without the key, stored conversations cannot be read'
    return { name, ok: false, found: key.message, advice }
  }
  if (judgement === 'rotating') {
    const advice = 'Run `wenfa key rotate` to its end; no server starts before'
    return { name, ok: false, found: 'it is being changed, or the change was interrupted', advice }
  }
  if (judgement === 'lost' || judgement === 'other') {
    const { found, advice } = dataKeyFault(judgement, dataDir, dataKey)
    return { name, ok: false, found, advice: `To read what is stored, ${advice}` }
  }
  if (!key) {
    return {
      name,
      ok: false,
      found: 'absent',
      advice:
        'Restore data-key from a backup; for a new set-up, `wenfa serve` makes one, which reads nothing stored under another',
    }
  }
  return { name, ok: true, found: dataKey ? 'from the environment' : 'in the data folder', advice: '' }
}

/** The key, the tables and the index. */
async function checkStored(config: Config): Promise<Check[]> {
  const key = readKey(config)
  const withoutDatabase = (check: Check) => [checkKey(config, key, null), check]
  const name = config.databaseUrl ? 'PostgreSQL' : 'SQLite'
  const absent = {
    name,
    ok: false,
    found: 'the tables are absent',
    advice: 'Run `wenfa serve` once to make them, or restore a backup',
  }
  // Opening it would make it.
  if (!config.databaseUrl && !existsSync(join(config.dataDir, 'wenfa.db'))) return withoutDatabase(absent)
  try {
    const { db, engine, close } = await connectDatabase(config)
    try {
      const state = await tablesState({ db, engine })
      if (state === 'absent') return withoutDatabase(absent)
      if (state === 'newer') {
        const found = 'made by a newer version of Wenfa'
        return withoutDatabase({ name, ok: false, found, advice: 'Update this program to that version' })
      }
      const { revision } = await db.selectFrom('knowledge_state').select('revision').executeTakeFirstOrThrow()
      const found = `${await countPassages(db, revision)} published passages, knowledge revision ${revision}`
      const advice =
        state === 'older' ? 'Tables of an older version: the next start brings them up to date' : ''
      const stored = state === 'current' ? await readState(db) : null
      const judgement =
        key instanceof Error
          ? null
          : stored?.rotating_to
            ? 'rotating'
            : await judgeDataKey(db, key, stored?.check_value ?? null)
      return [
        checkKey(config, key, judgement),
        { name, ok: true, found, advice },
        await checkIndex(config, state === 'current' ? await readPublication(db) : { revision, id: null }),
      ]
    } finally {
      await close()
    }
  } catch (error) {
    const advice = config.databaseUrl
      ? 'Check DATABASE_URL and that the server runs'
      : 'Restore wenfa.db from a backup'
    return withoutDatabase({
      name,
      ok: false,
      found: error instanceof Error ? error.message : String(error),
      advice,
    })
  }
}

/** @param published its id is null where the tables are of a version without */
async function checkIndex(
  { dataDir }: Config,
  published: { revision: number; id: string | null },
): Promise<Check> {
  const name = 'search index'
  const manifest = await readManifest(join(dataDir, 'index'))
  if (!manifest) {
    return {
      name,
      ok: false,
      found: 'absent or damaged',
      advice: 'Run `wenfa index`; a server builds it at its start',
    }
  }
  const found = `${manifest.passages} passages, revision ${manifest.revision}, embedder ${manifest.model}`
  const current = manifest.revision === published.revision
  const foreign = current && published.id !== null && manifest.publication !== published.id
  return {
    name,
    ok: true,
    found,
    advice: foreign
      ? 'Built from another state of the knowledge with the same number: it is rebuilt at start'
      : current
        ? ''
        : `Revision ${published.revision} is published: it is caught up at start`,
  }
}

async function checkDisk({ dataDir }: Config): Promise<Check> {
  const { bavail, bsize } = await statfs(dataDir)
  const free = bavail * bsize
  const ok = free >= LEAST_FREE_BYTES
  const database = await stat(join(dataDir, 'wenfa.db')).catch(() => null)
  const used = database ? `, database ${(database.size / 1e6).toFixed(0)} MB` : ''
  return {
    name: 'disk',
    ok,
    found: `${(free / 1e9).toFixed(1)} GB free${used}`,
    advice: ok ? '' : 'Free at least 2 GB: an index is written beside the old one',
  }
}

async function checkEndpoint(
  name: string,
  endpoint: { baseUrl?: string; model: string; apiKey: string } | undefined,
  otherwise: string,
): Promise<Check> {
  if (!endpoint) return { name, ok: true, found: `not set: ${otherwise}`, advice: '' }
  if (!endpoint.baseUrl) {
    const found = `${endpoint.model}, at the address that its provider knows: it was not looked at`
    return { name, ok: true, found, advice: '' }
  }
  const url = `${endpoint.baseUrl.replace(/\/$/, '')}/models`
  try {
    const response = await fetch(url, {
      headers: { authorization: `Bearer ${endpoint.apiKey}` },
      signal: AbortSignal.timeout(ENDPOINT_TIMEOUT_MS),
    })
    const ok = response.ok || response.status === 404
    return {
      name,
      ok,
      found: `${endpoint.baseUrl} answers ${response.status}`,
      advice: ok
        ? ''
        : response.status === 401
          ? 'Check the API key'
          : 'Check the base URL (with /v1) and the server',
    }
  } catch (error) {
    return {
      name,
      ok: false,
      found: `${endpoint.baseUrl} cannot be reached: ${String(error)}`,
      advice: 'Check the base URL and that the server runs; until then answers are composed without it',
    }
  }
}
