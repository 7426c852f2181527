import { randomBytes } from 'node:crypto'
import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { OpenDatabase } from './database.js'
import type { Tables } from './tables.js'

const INT8_OID = 20

/** @param url postgres://user:password@host:port/database */
export function openPostgres(url: string, poolSize = 10): OpenDatabase {
  // Counts and sequences stay far below 2^53; numbers keep both engines alike.
  const types: pg.CustomTypesConfig = {
    getTypeParser: ((oid: number, format?: 'text') =>
      oid === INT8_OID
        ? Number
        : pg.types.getTypeParser(oid, format)) as pg.CustomTypesConfig['getTypeParser'],
  }
  const pool = new pg.Pool({
    connectionString: url,
    // One stays open: by it others see that somebody works here.
    min: 1,
    max: poolSize,
    types,
    connectionTimeoutMillis: 10_000,
  })
  // A connection that the server closes must not end the process, be it idle or between two statements of a
  // transaction: the next statement on it fails, the next query opens a new one.
  pool.on('error', () => {})
  const name = `wenfa ${randomBytes(6).toString('hex')}`
  pool.on('connect', (client) => {
    client.on('error', () => {})
    // Not as an option: one in the address would count instead.
    client.query(`set application_name to '${name}'`).catch(() => {})
  })
  const db = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) })
  return {
    db,
    transact: (work) => db.transaction().execute(work),
    engine: 'postgres',
    close: () => db.destroy(),
  }
}
