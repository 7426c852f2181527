import type { DataKey } from '../../storage/data-key.js'

/** By which calls and tickets of one number meet, without the number: keyed, hex. @param number as people write it */
export function hashContact(dataKey: DataKey, number: string): string {
  return dataKey.mac('contact number', normaliseContact(number)).toString('hex')
}

/** +86 139-1234-5678 and 013912345678 are 13912345678; a fixed number keeps the 0 of its area. */
export function normaliseContact(number: string): string {
  const digits = number.normalize('NFKC').replace(/\D/g, '')
  const national = digits.replace(/^(?:00)?86(?=(?:1[3-9]\d{9}|0?[2-9]\d{8,10})$)/, '')
  return national.replace(/^0(?=1[3-9]\d{9}$)/, '')
}
