import { createAuditLog } from '../../platform/staff/audit/audit-log.js'
import { createDataKey, readKeyBytes } from '../../storage/data-key.js'
import type { Db } from '../../storage/database.js'
import { keyCheckOf } from '../../storage/judge-data-key.js'
import { isSqlite, keyUseFile, othersConnected } from '../../storage/key-use.js'
import { ifDatabaseIsFree, ifFileIsFree } from '../../storage/locks.js'
import { adoptNextKey, hasNextKey, makeNextKey } from '../../storage/next-key-file.js'
import { openDatabase } from '../../storage/open-database.js'
import { endRotation, readState, rotateDataKey } from '../../storage/rotate-data-key.js'
import type { Config } from '../config.js'
import type { CommandContext } from './command-context.js'
import { UsageError } from './output.js'

const IN_USE =
  'A server or another command works with the data key: stop them all, on every machine, and run this again'

/**
 * Changes the data key to the one in `data-key.next`, which it makes, or in WENFA_NEXT_DATA_KEY where the present one
 * comes from the environment. Killed at any moment, it goes on when it is run again.
 */
export async function keyRotateCommand({ config, output }: CommandContext): Promise<void> {
  const opened = await openDatabase(config)
  try {
    const { db } = opened
    const done = await alone(db, async () => {
      const keys = await chooseKeys(db, config)
      const progress = output.progress('Tables')
      const onProgress = (done: number, total: number) => {
        if (done === 0) output.say('Encrypting anew. Interrupted, it goes on when it is run again')
        progress.update(done, total)
      }
      const report = keys && (await rotate(db, keys, onProgress).finally(() => progress.stop()))
      const oldKeyFile = config.dataKey === undefined ? adoptNextKey(config.dataDir) : null
      await endRotation(db)
      return { ...(report ?? { resealed: 0, unreadable: 0 }), oldKeyFile }
    })
    if (!done) throw new Error(IN_USE)
    output.result(done.result, () => tell(done.result, config))
  } finally {
    await opened.close()
  }
}

interface Keys {
  current: Buffer | null
  next: Buffer
}

/** @returns null: the database has gone over to the key that is there, and only the end is left */
async function chooseKeys(db: Db, { dataDir, dataKey, nextDataKey }: Config): Promise<Keys | null> {
  const current = readKeyBytes(dataDir, dataKey)
  const { rotating_to, check_value } = await readState(db)
  const isGone = rotating_to !== null && check_value === rotating_to
  const pending = dataKey === undefined && hasNextKey(dataDir)
  if (isGone && !pending && current && keyCheckOf(createDataKey(current)) === check_value) return null
  if (dataKey !== undefined) {
    if (nextDataKey === undefined) {
      throw new UsageError(
        'The key comes from WENFA_DATA_KEY: give the new one as WENFA_NEXT_DATA_KEY (openssl rand -hex 32)',
      )
    }
    return { current, next: Buffer.from(nextDataKey, 'hex') }
  }
  if (!current) throw new Error(`There is no data key in ${dataDir}: put it back from a backup`)
  if (rotating_to !== null && !pending) {
    throw new Error(`The new key is missing from ${dataDir}: put data-key.next back from a backup`)
  }
  return { current, next: makeNextKey(dataDir) }
}

function rotate(db: Db, keys: Keys, onProgress: (done: number, total: number) => void) {
  return rotateDataKey({
    db,
    ...keys,
    onProgress,
    async checkAlone() {
      if (!isSqlite(db) && (await othersConnected(db)) > 0) throw new Error(IN_USE)
    },
    record: (trx, dataKey) =>
      createAuditLog({ db, dataKey, now: () => new Date() }).record(trx, {
        actorId: null,
        action: 'key.rotate',
        subject: 'data key',
      }),
  })
}

/** While nobody else has the key, and nobody else changes it. @returns null: somebody does */
async function alone<T>(db: Db, work: () => Promise<T>): Promise<{ result: T } | null> {
  return isSqlite(db) ? ifFileIsFree(await keyUseFile(db), work) : ifDatabaseIsFree(db, 'key rotation', work)
}

function tell(
  { resealed, unreadable, oldKeyFile }: { resealed: number; unreadable: number; oldKeyFile: string | null },
  { dataKey }: Config,
): string {
  const lines = [`The data key is changed: ${resealed} values encrypted anew`]
  if (unreadable > 0) lines.push(`${unreadable} values open with neither key and stay as they are`)
  if (dataKey !== undefined)
    lines.push('Set WENFA_DATA_KEY to the new key, on every machine, before servers start')
  else if (oldKeyFile)
    lines.push(`The old key is in ${oldKeyFile}: keep it with the backups made before, away from here`)
  lines.push('Back up the new key and the data')
  return lines.join('\n')
}
