import { createHash } from 'node:crypto'
import type { Db } from '../storage/database.js'
import { ifDatabaseIsFree } from '../storage/locks.js'
import type { SharedValues } from './shared-values.js'

/** Before its end a token may no longer be used: a request on its way would meet it. */
const BEFORE_END_MS = 5 * 60_000
const LOOK_AGAIN_MS = 100

export interface FetchedToken {
  token: string
  expiresInMs: number
}

export type AccessToken = ReturnType<typeof createAccessToken>

interface Deps {
  db: Db
  values: SharedValues
  channel: string
  /** Of the account at the platform: a token that was fetched with others is none. */
  credentials: readonly [id: string, secret: string]
  now(): Date
}

/**
 * A platform's access token, fetched once for all processes and anew before it ends.
 * @param fetchToken asks the platform; `refused`: what it gave before is no longer accepted
 */
export function createAccessToken(
  { db, values, channel, credentials, now }: Deps,
  fetchToken: (refused: boolean) => Promise<FetchedToken>,
) {
  const NAME = 'access-token'
  const account = createHash('sha256').update(credentials.join('\n')).digest('base64url')

  async function current(refused: string | null): Promise<string | null> {
    const [owner, known] = (await values.get(NAME))?.split(' ') ?? []
    return owner === account && known !== undefined && known !== refused ? known : null
  }

  return {
    /**
     * @param refused a token that the platform has just refused: another one, then
     * @throws what `fetchToken` throws
     */
    async get(refused: string | null = null): Promise<string> {
      for (;;) {
        const known = await current(refused)
        if (known !== null) return known
        const fetched = await ifDatabaseIsFree(db, `${channel}-token`, async () => {
          // Somebody else may have been quicker.
          const meanwhile = await current(refused)
          if (meanwhile !== null) return meanwhile
          const { token, expiresInMs } = await fetchToken(refused !== null)
          await values.set(
            NAME,
            `${account} ${token}`,
            new Date(now().getTime() + Math.max(expiresInMs - BEFORE_END_MS, expiresInMs / 2)),
          )
          return token
        })
        if (fetched) return fetched.result
        await new Promise((resolve) => setTimeout(resolve, LOOK_AGAIN_MS))
      }
    },
  }
}

/** Calls with the token, and once more with another one where the platform refuses it. */
export async function callWithToken<T>(
  accessToken: AccessToken,
  call: (token: string) => Promise<T>,
  isRefused: (answer: T) => boolean,
): Promise<T> {
  const token = await accessToken.get()
  const answer = await call(token)
  return isRefused(answer) ? call(await accessToken.get(token)) : answer
}
