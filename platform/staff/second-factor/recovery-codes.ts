import type { DataKey } from '../../../storage/data-key.js'

const COUNT = 10
const LENGTH = 12
/** Without 0, 1, I and O, which are mistaken for each other on paper. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'

/** Ten of 60 bits, as 8KQ4-7TPM-2XWE. */
export function newRecoveryCodes(randomBytes: (size: number) => Buffer): string[] {
  return Array.from({ length: COUNT }, () => {
    const characters = [...randomBytes(LENGTH)].map((byte) => ALPHABET[byte % ALPHABET.length])
    return characters.join('').replace(/(.{4})(?=.)/g, '$1-')
  })
}

/** Keyed. Hex. @param code as typed */
export function hashRecoveryCode(dataKey: DataKey, staffId: string, code: string): string {
  const plain = code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
  return dataKey.mac('staff recovery code', `${staffId} ${plain}`).toString('hex')
}
