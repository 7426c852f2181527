import { hash, verify } from '@node-rs/argon2'
import { limitTogether } from '../../../storage/limit-together.js'
import { staffErrors } from '../staff-error.js'
import { normalisePassword } from './password-problem.js'

/** Argon2id, the first of OWASP's settings of equal strength for 19 MiB. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Each holds 19 MiB and a thread of Node's four, which files and names on the network need too. */
const MOST_AT_ONCE = 2
/** Some three seconds of work: who comes later is told to come back, instead of waiting in memory. */
const MOST_WAITING = 200

const inTurn = limitTogether({
  atOnce: MOST_AT_ONCE,
  waiting: MOST_WAITING,
  refusal: () => staffErrors.busy(),
})

let nobodys: Promise<string> | undefined

/** Takes some 30 ms of a thread outside the event loop. @returns with salt and cost @throws {StaffError} 503 too many at once */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(normalisePassword(password), COST))
}

/**
 * @param hashed null: there is no such account, or it has no password; takes as long to say no
 * @throws {StaffError} 503 too many at once
 */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  nobodys ??= hash(normalisePassword('nobody has this password'), COST)
  const against = hashed ?? (await nobodys)
  const matches = await inTurn(() => verify(against, normalisePassword(password)))
  return matches && hashed !== null
}
