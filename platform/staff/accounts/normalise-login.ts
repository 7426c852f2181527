import { staffErrors } from '../staff-error.js'

/** As logins are stored and compared. @throws {StaffError} it has other characters, or too few or too many */
export function normaliseLogin(typed: string): string {
  const login = foldLogin(typed)
  if (!/^[\p{L}\p{N}·._@-]{2,50}$/u.test(login)) throw staffErrors.loginMalformed()
  return login
}

/** The same for what was typed to sign in, which may be anything; PostgreSQL takes no NUL and no half characters. */
export function foldLogin(typed: string): string {
  return typed
    .normalize('NFKC')
    .replace(/[\p{Cc}\p{Cs}]/gu, '')
    .trim()
    .toLowerCase()
}
