import { createHash } from 'node:crypto'

/** 256 bits as base64url. */
export function newToken(randomBytes: (size: number) => Buffer): string {
  return randomBytes(32).toString('base64url')
}

/** What is stored of a token: it cannot be guessed, so a plain hash does. Hex. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex')
}
