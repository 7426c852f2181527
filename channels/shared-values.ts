import type { ChannelName } from './channel.js'
import type { StoreDeps } from './messaging/messaging-deps.js'

/** What all processes share of a platform, encrypted. */
export interface SharedValues {
  /** null: there is none, or it has expired. */
  get(name: string): Promise<string | null>
  /** @param expiresAt default: never */
  set(name: string, value: string, expiresAt?: Date): Promise<void>
  remove(name: string): Promise<void>
}

export function createSharedValues(
  { db, dataKey, now }: Pick<StoreDeps, 'db' | 'dataKey' | 'now'>,
  channel: ChannelName | 'sms',
): SharedValues {
  const written = (value: string, expiresAt: Date | undefined) => ({
    value_encrypted: dataKey.encrypt(value),
    expires_at: expiresAt?.toISOString() ?? null,
  })
  return {
    async get(name) {
      const row = await db
        .selectFrom('channel_values')
        .selectAll()
        .where('channel', '=', channel)
        .where('name', '=', name)
        .executeTakeFirst()
      if (!row || (row.expires_at !== null && row.expires_at <= now().toISOString())) return null
      return dataKey.decrypt(row.value_encrypted)
    },
    async set(name, value, expiresAt) {
      await db
        .insertInto('channel_values')
        .values({ channel, name, ...written(value, expiresAt) })
        .onConflict((conflict) =>
          conflict.columns(['channel', 'name']).doUpdateSet(written(value, expiresAt)),
        )
        .execute()
    },
    async remove(name) {
      await db.deleteFrom('channel_values').where('channel', '=', channel).where('name', '=', name).execute()
    },
  }
}

/** What has expired under names that nobody sets again, as of a ticket or an account that is gone. */
export async function removeExpiredValues({ db, now }: Pick<StoreDeps, 'db' | 'now'>): Promise<void> {
  await db.deleteFrom('channel_values').where('expires_at', '<=', now().toISOString()).execute()
}
