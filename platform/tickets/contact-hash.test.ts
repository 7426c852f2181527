import { describe, expect, it } from 'vitest'
import { createDataKey } from '../../storage/data-key.js'
import { hashContact } from './contact-hash.js'

const key = createDataKey(Buffer.alloc(32, 7))

describe('the hash of a number', () => {
  it('is the same however the number is written', () => {
    for (const [one, ...others] of [
      [
        '13912345678',
        '139 1234 5678',
        '+86 139-1234-5678',
        '008613912345678',
        '013912345678',
        '１３９１２３４５６７８',
      ],
      ['025-83591234', '02583591234', '+8602583591234'],
    ] as const) {
      for (const other of others) expect(hashContact(key, other)).toBe(hashContact(key, one))
    }
  })

  it('tells numbers apart, and says nothing without the key', () => {
    expect(hashContact(key, '13912345678')).not.toBe(hashContact(key, '13912345679'))
    expect(hashContact(createDataKey(Buffer.alloc(32, 8)), '13912345678')).not.toBe(
      hashContact(key, '13912345678'),
    )
  })
})
