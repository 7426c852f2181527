import { describe, expect, it } from 'vitest'
import { readBoth, readQueryCode, readTicketNumber } from './ticket-key.js'

describe('a ticket number and its query code, as people type them', () => {
  it.each([
    '2026-1123-0042',
    ' 2026 1123 0042 ',
    '202611230042',
    '２０２６－１１２３－００４２',
    '2026—1123—0042',
    '工单号：2026-1123-0042。',
    'Ticket number 2026-1123-0042',
  ])('reads the number %s', (text) => expect(readTicketNumber(text)).toBe('202611230042'))

  it.each(['', '2026-1123', '2026-1123-00421234567', '工单号'])('does not take %j for a number', (text) =>
    expect(readTicketNumber(text)).toBeNull(),
  )

  it.each([
    '8KQ4-7TPM-2XWE',
    '8kq4 7tpm 2xwe',
    '８ＫＱ４－７ＴＰＭ－２ＸＷＥ',
    '8kq47tpm2xwe',
    '查询码：8KQ4-7TPM-2XWE',
    'query code 8KQ4–7TPM–2XWE',
  ])('reads the code %s', (text) => expect(readQueryCode(text)).toBe('8KQ47TPM2XWE'))

  it('does not take eleven characters for a code', () => expect(readQueryCode('8KQ4-7TPM-2XW')).toBeNull())

  it.each([
    '工单号 2026-1123-0042，查询码 8KQ4-7TPM-2XWE',
    'Ticket number 2026-1123-0042, query code 8KQ4-7TPM-2XWE',
    '查询码:8KQ4-7TPM-2XWE 工单号:2026-1123-0042',
  ])('finds both in %s', (text) =>
    expect(readBoth(text)).toEqual({ number: '2026-1123-0042', code: '8KQ4-7TPM-2XWE' }),
  )

  it.each(['2026-1123-0042', '8KQ4-7TPM-2XWE', '2345-6789-2345'])('finds one only in %s', (text) =>
    expect(readBoth(text)).toBeNull(),
  )
})
