export interface ServerTables {
  data_key: DataKeyTable
  switches: SwitchesTable
  trial_writes: TrialWritesTable
}

/** One row, id 1. */
interface DataKeyTable {
  id: number
  /** What the key makes of a fixed text, base64url; null until the database is first opened with a key. */
  check_value: string | null
  /** JSON string[], encrypted: the keys before, hex, oldest first; null: there were none. */
  earlier_encrypted: string | null
  /** Check value of the key that everything is being encrypted anew with; null: nothing is. */
  rotating_to: string | null
}

/** A row while something is switched off. */
interface SwitchesTable {
  /** `model`, `answers`, or a channel as in `conversations.channel`. */
  name: string
  /** '': none was given. */
  reason: string
  off_since: string
}

/** One row, id 1. */
interface TrialWritesTable {
  id: number
  count: number
}
