import { hash, verify } from '@node-rs/argon2'
import { normalisePassword } from './password-problem.js'

/** Argon2id, the first of OWASP's settings of equal strength for 19 MiB. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }

let nobodys: Promise<string> | undefined

/** Takes some 30 ms of a thread outside the event loop. @returns with salt and cost */
export function hashPassword(password: string): Promise<string> {
  return hash(normalisePassword(password), COST)
}

/** @param hashed null: there is no such account, or it has no password; takes as long to say no */
export async function isPassword(password: string, hashed: string | null): Promise<boolean> {
  nobodys ??= hashPassword('nobody has this password')
  const matches = await verify(hashed ?? (await nobodys), normalisePassword(password))
  return matches && hashed !== null
}
