/** What a program may be allowed to do with what all staff keep together. */
export const KEY_SCOPES = ['read', 'write', 'publish'] as const
export type KeyScope = (typeof KEY_SCOPES)[number]
