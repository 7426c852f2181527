import { timingSafeEqual } from 'node:crypto'
import type { DataKey } from '../../storage/data-key.js'

/** Digits and capitals without 0, 1, I and O, which are mistaken for each other on the phone. */
const ALPHABET = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ'
const LENGTH = 12
const GROUP = 4

/** 60 bits as 8KQ4-7TPM-2XWE. Derived, so that the same message shows the same code again without it being stored. */
export function newQueryCode(dataKey: DataKey, messageId: string): string {
  return writeCode(dataKey.mac('ticket query code', messageId))
}

/** The code of a ticket, also of one opened under an earlier key. @param hash as the ticket holds it */
export function queryCodeOf(dataKey: DataKey, messageId: string, hash: string): string {
  const [newest = '', ...older] = dataKey.macs('ticket query code', messageId).map(writeCode)
  return older.find((code) => hashQueryCode(dataKey, code) === hash) ?? newest
}

function writeCode(bytes: Buffer): string {
  const characters = Array.from({ length: LENGTH }, (_, i) => ALPHABET[(bytes[i] ?? 0) % ALPHABET.length])
  return group(characters.join(''))
}

/** Keyed, so that the stored hash cannot be searched without the data key. Hex. */
export function hashQueryCode(dataKey: DataKey, code: string): string {
  return dataKey.mac('ticket query code hash', normaliseQueryCode(code)).toString('hex')
}

/** Takes constant time for a given pair of lengths. */
export function sameHash(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** As people type it: small letters, spaces, full-width characters, no hyphens. */
function normaliseQueryCode(code: string): string {
  return code
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
}

function group(code: string): string {
  return code.match(new RegExp(`.{${GROUP}}`, 'g'))?.join('-') ?? code
}
