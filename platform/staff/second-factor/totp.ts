import { Secret, TOTP } from 'otpauth'

const PERIOD_SECONDS = 30
/** 160 bits, as RFC 4226 recommends. */
export const SECRET_BYTES = 20

/** @returns base32 */
export function totpSecret(bytes: Buffer): string {
  return new Secret({ buffer: new Uint8Array(bytes).buffer }).base32
}

/** What authenticator apps read from the QR code. */
export function totpUri(secret: string, login: string): string {
  return totp(secret, login).toString()
}

/**
 * @param code as typed
 * @returns the time step that the code belongs to, of the last, this and the next one; null: none of them
 */
export function totpStep(secret: string, code: string, at: Date): number | null {
  const token = code.normalize('NFKC').replace(/\s/g, '')
  if (!/^\d{6}$/.test(token)) return null
  const timestamp = at.getTime()
  const delta = totp(secret, '').validate({ token, timestamp, window: 1 })
  return delta === null ? null : Math.floor(timestamp / 1000 / PERIOD_SECONDS) + delta
}

/** For tests: what an app shows at that time. */
export function totpCode(secret: string, at: Date): string {
  return totp(secret, '').generate({ timestamp: at.getTime() })
}

function totp(secret: string, label: string): TOTP {
  // The parameters that every app knows; some ignore others without a word.
  return new TOTP({
    issuer: 'Wenfa 问法',
    label,
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA1',
    digits: 6,
    period: PERIOD_SECONDS,
  })
}
