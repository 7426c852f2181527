import { createDataKey, type DataKey, dataKeyFile, makeDataKey, readKeyBytes } from './data-key.js'
import type { Db } from './database.js'
import { judgeDataKey, keyCheckOf, readKeyCheck } from './judge-data-key.js'

const ROTATING =
  'The data key is being changed, or the change was interrupted: wait for `wenfa key rotate`, or run it again to its end'

interface DataKeyOptions {
  db: Db
  dataDir: string
  fromEnvironment?: string
}

/**
 * The key that the database was written with, from the environment's value or from `data-key` in the data folder. The
 * first opening decides which one that is, and makes the file where there is no key at all.
 * @throws {Error} the key is malformed, lost, or another one: nothing that is stored could be read; or it is being changed
 */
export async function openDataKey(options: DataKeyOptions): Promise<DataKey> {
  const { db } = options
  const check = await readKeyCheck(db)
  if (check !== null) return keyFor(db, options, check)
  return db.transaction().execute(async (trx) => {
    // Writing takes the row's lock: of two processes on a new database the second finds the key of the first.
    const locked = await trx
      .updateTable('data_key')
      .set((row) => ({ check_value: row.ref('check_value') }))
      .where('id', '=', 1)
      .returning('check_value')
      .executeTakeFirstOrThrow()
    const key = await keyFor(trx, options, locked.check_value)
    await trx
      .updateTable('data_key')
      .set({ check_value: keyCheckOf(key) })
      .where('id', '=', 1)
      .execute()
    return key
  })
}

async function keyFor(
  db: Db,
  { dataDir, fromEnvironment }: DataKeyOptions,
  check: string | null,
): Promise<DataKey> {
  const { rotating_to, earlier_encrypted } = await db
    .selectFrom('data_key')
    .select(['rotating_to', 'earlier_encrypted'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
  if (rotating_to !== null) throw new Error(ROTATING)
  const bytes = readKeyBytes(dataDir, fromEnvironment)
  const present = bytes && createDataKey(bytes)
  const judgement = await judgeDataKey(db, present, check)
  if (judgement === 'lost' || judgement === 'other') {
    const { found, advice } = dataKeyFault(judgement, dataDir, fromEnvironment)
    throw new Error(`${found}: ${advice}`)
  }
  if (!bytes || !present) return makeDataKey(dataDir)
  return createDataKey(bytes, openEarlierKeys(present, earlier_encrypted))
}

/** The keys before, oldest first. */
export function openEarlierKeys(key: DataKey, sealed: string | null): Buffer[] {
  const earlier = sealed === null ? [] : (JSON.parse(key.decrypt(sealed)) as string[])
  return earlier.map((hex) => Buffer.from(hex, 'hex'))
}

/** What is wrong with which key, and what to do. */
export function dataKeyFault(
  judgement: 'lost' | 'other',
  dataDir: string,
  fromEnvironment: string | undefined,
): { found: string; advice: string } {
  const file = dataKeyFile(dataDir)
  if (judgement === 'lost') {
    return {
      found: 'The data key that this database was written with is missing',
      advice: `put it back at ${file} from a backup, or give it as WENFA_DATA_KEY`,
    }
  }
  if (fromEnvironment === undefined) {
    return {
      found: `The key in ${file} is not the one that this database was written with`,
      advice: 'put the right one there from a backup, or give it as WENFA_DATA_KEY',
    }
  }
  return {
    found: 'WENFA_DATA_KEY is not the key that this database was written with',
    advice: `give the right one, or unset it where ${file} is the right one`,
  }
}
