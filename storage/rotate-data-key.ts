import { sql, type Transaction } from 'kysely'
import { createDataKey, type DataKey, wrapMac } from './data-key.js'
import type { Db } from './database.js'
import { keyCheckOf } from './judge-data-key.js'
import { openEarlierKeys } from './open-data-key.js'
import { HASHED, SEALED } from './sealed-columns.js'
import type { Tables } from './tables.js'

/** Rows in one transaction: bounds what is held in memory, and what a crash does again. */
const BATCH_ROWS = 500

interface Rotation {
  db: Db
  /** null: nobody has it any more, which is right only where the database has gone over to `next` already. */
  current: Buffer | null
  next: Buffer
  /** Called again and again. @throws {Error} somebody else works with the database */
  checkAlone(): Promise<void>
  /** In the transaction that makes `next` the key. */
  record(trx: Transaction<Tables>, key: DataKey): Promise<void>
  /** In tables. */
  onProgress?(done: number, total: number): void
}

export interface RotationReport {
  /** Values that were encrypted anew, by this run. */
  resealed: number
  /** Values that neither key opens: they were damaged before, and stay as they are. */
  unreadable: number
}

/**
 * Encrypts everything anew with `next`, and makes it the key of the database. May be killed at any moment and called
 * again with the same two keys: each value is under one of them, and no server starts until `endRotation`.
 * @throws {Error} `current` is not the key of the database, or a change to another key was begun
 */
export async function rotateDataKey(rotation: Rotation): Promise<RotationReport> {
  const { db, current, next } = rotation
  const nextCheck = keyCheckOf(createDataKey(next))
  const state = await readState(db)
  if (state.rotating_to !== null && state.rotating_to !== nextCheck) {
    throw new Error(
      'A change to another new key was begun and interrupted: give that one, and run this again',
    )
  }
  const report = { resealed: 0, unreadable: 0 }
  if (state.check_value === nextCheck) {
    // Gone over already; what is left is for the caller.
    if (state.rotating_to === null) throw new Error('The new key is the key of this database already')
    return report
  }
  if (current === null || state.check_value !== keyCheckOf(createDataKey(current))) {
    throw new Error('The present key is not the one that this database was written with')
  }
  await begin(rotation, state.rotating_to, nextCheck)
  const keys = { old: createDataKey(current), next: createDataKey(next) }
  for (const [done, { table, id, columns }] of SEALED.entries()) {
    rotation.onProgress?.(done, SEALED.length + 1)
    await eachBatch(db, { table, id, columns }, async (rows) => {
      await rotation.checkAlone()
      await db.transaction().execute((trx) => reseal(trx, { table, id, columns }, rows, keys, report))
    })
  }
  rotation.onProgress?.(SEALED.length, SEALED.length + 1)
  await rotation.checkAlone()
  await db.transaction().execute(async (trx) => {
    for (const each of HASHED) {
      await eachBatch(trx, each, (rows) => rewrap(trx, each, rows, next))
    }
    await rewrapRecoveryCodes(trx, next)
    await trx.deleteFrom('staff_failures').execute()
    const earlier = [...openEarlierKeys(keys.old, state.earlier_encrypted), current]
    const sealed = keys.next.encrypt(JSON.stringify(earlier.map((key) => key.toString('hex'))))
    await trx
      .updateTable('data_key')
      .set({ check_value: nextCheck, earlier_encrypted: sealed })
      .where('id', '=', 1)
      .execute()
    await rotation.record(trx, createDataKey(next, earlier))
  })
  return report
}

/** Servers start again. Call it when the next one will find the new key. */
export async function endRotation(db: Db): Promise<void> {
  await db.updateTable('data_key').set({ rotating_to: null }).where('id', '=', 1).execute()
}

export function readState(db: Db) {
  return db
    .selectFrom('data_key')
    .select(['check_value', 'rotating_to', 'earlier_encrypted'])
    .where('id', '=', 1)
    .executeTakeFirstOrThrow()
}

/** Says that it begins before it looks who is there: a server looks for this after it has come. */
async function begin({ db, checkAlone }: Rotation, begun: string | null, nextCheck: string) {
  await db.updateTable('data_key').set({ rotating_to: nextCheck }).where('id', '=', 1).execute()
  try {
    await checkAlone()
  } catch (error) {
    if (begun === null) await endRotation(db)
    throw error
  }
}

type Row = { row_id: string | number } & Record<string, string | null>
type Keyed = (typeof SEALED)[number]

async function eachBatch(db: Db, { table, id, columns }: Keyed, work: (rows: Row[]) => Promise<void>) {
  let after: string | number | null = null
  for (;;) {
    const { rows }: { rows: Row[] } = await sql<Row>`
      select ${id} as row_id, ${sql.join(columns.map((column) => sql.ref(column)))} from ${sql.table(table)}
      where ${after === null ? sql`1 = 1` : sql`${id} > ${after}`} order by ${id} limit ${sql.lit(BATCH_ROWS)}
    `.execute(db)
    if (rows.length > 0) await work(rows)
    if (rows.length < BATCH_ROWS) return
    after = rows.at(-1)!.row_id
  }
}

async function reseal(
  trx: Transaction<Tables>,
  { table, id, columns }: Keyed,
  rows: readonly Row[],
  keys: { old: DataKey; next: DataKey },
  report: RotationReport,
) {
  for (const row of rows) {
    for (const column of columns) {
      const sealed = row[column]
      if (sealed === null || sealed === undefined) continue
      const plain = openedBy(keys.old, sealed)
      if (plain === null) {
        if (openedBy(keys.next, sealed) === null) report.unreadable++
        continue
      }
      await set(trx, table, id, row.row_id, column, keys.next.encrypt(plain))
      report.resealed++
    }
  }
}

async function rewrap(
  trx: Transaction<Tables>,
  { table, id, columns }: Keyed,
  rows: readonly Row[],
  key: Buffer,
) {
  for (const row of rows) {
    for (const column of columns) {
      const hash = row[column]
      if (hash) await set(trx, table, id, row.row_id, column, wrapHex(key, hash))
    }
  }
}

/** Few, and known by nothing but their hash. */
async function rewrapRecoveryCodes(trx: Transaction<Tables>, key: Buffer) {
  for (const { code_hash } of await trx.selectFrom('staff_recovery_codes').select('code_hash').execute()) {
    await trx
      .updateTable('staff_recovery_codes')
      .set({ code_hash: wrapHex(key, code_hash) })
      .where('code_hash', '=', code_hash)
      .execute()
  }
}

async function set(
  trx: Transaction<Tables>,
  table: string,
  id: Keyed['id'],
  rowId: string | number,
  column: string,
  value: string,
) {
  await sql`update ${sql.table(table)} set ${sql.ref(column)} = ${value} where ${id} = ${rowId}`.execute(trx)
}

const wrapHex = (key: Buffer, hash: string) => wrapMac(key, Buffer.from(hash, 'hex')).toString('hex')

function openedBy(key: DataKey, sealed: string): string | null {
  try {
    return key.decrypt(sealed)
  } catch {
    return null
  }
}
