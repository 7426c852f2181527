import type { DataKey } from './data-key.js'
import type { Db } from './database.js'

/**
 * `fits`: the database was written with this key; `new`: with none yet; `other`: with another one; `lost`: with one,
 * and none is given.
 */
export type KeyJudgement = 'fits' | 'new' | 'other' | 'lost'

/** So many of the newest and of the oldest messages are tried where no check value tells. */
const TRIED = 100

/** What is stored to know the key again; says nothing about it. */
export function keyCheckOf(key: DataKey): string {
  return key.mac('check', 'the key of this database').toString('base64url')
}

export async function readKeyCheck(db: Db): Promise<string | null> {
  const row = await db.selectFrom('data_key').select('check_value').where('id', '=', 1).executeTakeFirst()
  return row?.check_value ?? null
}

/** @param check the stored check value; null where the database was never opened by a version that keeps one */
export async function judgeDataKey(db: Db, key: DataKey | null, check: string | null): Promise<KeyJudgement> {
  if (check !== null) return key === null ? 'lost' : keyCheckOf(key) === check ? 'fits' : 'other'
  const stored = await someMessages(db)
  if (stored.length === 0) return 'new'
  if (key === null) return 'lost'
  // One that opens is enough: another may be damaged, or of a time when a lost key was silently replaced.
  return stored.some((text) => opens(key, text)) ? 'fits' : 'other'
}

/** Everything that is encrypted belongs to a message. */
async function someMessages(db: Db): Promise<string[]> {
  const ordered = (direction: 'asc' | 'desc') =>
    db.selectFrom('messages').select('text_encrypted').orderBy('created_at', direction).limit(TRIED).execute()
  return [...(await ordered('desc')), ...(await ordered('asc'))].map((row) => row.text_encrypted)
}

function opens(key: DataKey, sealed: string): boolean {
  try {
    key.decrypt(sealed)
    return true
  } catch {
    return false
  }
}
