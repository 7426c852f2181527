import type { Kysely } from 'kysely'
import type { Tables } from './tables.js'

/** The one handle that every part gets. SQLite and PostgreSQL behave alike behind it. */
export type Db = Kysely<Tables>

export interface OpenDatabase {
  db: Db
  engine: 'sqlite' | 'postgres'
  close(): Promise<void>
}
