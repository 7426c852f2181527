import type { Kysely, Transaction } from 'kysely'
import type { Tables } from './tables.js'

/** The one handle that every part gets. SQLite and PostgreSQL behave alike behind it. */
export type Db = Kysely<Tables>

/** Runs `work` in a transaction. It may share one with other calls and be run again: it must do nothing but use `trx`. */
export type Transact = <T>(work: (trx: Transaction<Tables>) => Promise<T>) => Promise<T>

export interface OpenDatabase {
  db: Db
  transact: Transact
  engine: 'sqlite' | 'postgres'
  close(): Promise<void>
}
