import type { SqliteDatabase } from 'kysely'

/** Lists of changing length make statements of their own; the ones used last are kept. */
const KEPT = 300

/**
 * The same database with its statements kept prepared: preparing takes longer than running most of them. Kysely
 * runs one statement at a time on its connection, so none is used twice at once.
 */
export function keepPrepared(database: SqliteDatabase): SqliteDatabase {
  type Statement = ReturnType<SqliteDatabase['prepare']>
  const kept = new Map<string, Statement>()
  return {
    close: () => database.close(),
    prepare(sql) {
      const known = kept.get(sql)
      const statement = known ?? database.prepare(sql)
      if (known) kept.delete(sql)
      kept.set(sql, statement)
      if (kept.size > KEPT) kept.delete(kept.keys().next().value ?? '')
      return statement
    },
  }
}
