import { createHash, createHmac } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type ExchangeKey, signRequest, verifyRequest } from './sign-request.js'

const now = new Date('2026-11-28T04:00:00Z')
const older = { id: 'k1', secret: 'an old secret of at least 32 bytes' }
const newer = { id: 'k2', secret: 'a new secret, also of 32 bytes or so' }
const request = { method: 'POST', path: '/api/exchange/callbacks?a=1', body: Buffer.from('{"text":"你好"}') }

const signed = (keys: ExchangeKey[], at = now) => signRequest({ ...request, nonce: 'message-1' }, keys, at)
const faultOf = (change: object, keys = [newer, older], at = now) => {
  try {
    verifyRequest({ ...request, headers: signed([newer]), ...change }, keys, at)
    return null
  } catch (error) {
    return (error as { fault?: string }).fault
  }
}

describe('signatures', () => {
  it('are made as docs/exchange.md says', () => {
    const bodyHash = createHash('sha256').update(request.body).digest('hex')
    const text = `WENFA1\n1795838400\nmessage-1\nPOST\n/api/exchange/callbacks?a=1\n${bodyHash}`
    expect(signed([newer, older])).toEqual({
      'x-wenfa-key-id': 'k2',
      'x-wenfa-timestamp': '1795838400',
      'x-wenfa-nonce': 'message-1',
      'x-wenfa-signature': createHmac('sha256', newer.secret).update(text).digest('hex'),
    })
  })

  it('give the example of docs/exchange.md', () => {
    const text = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'exchange.md'), 'utf8')
    const example = { ...request, path: '/api/exchange/callbacks', nonce: 'message-1' }
    const key = { id: 'k1', secret: 'a-secret-of-at-least-32-characters' }
    expect(text).toContain(`\n${signRequest(example, [key], now)['x-wenfa-signature']}\n`)
  })

  it('of any key that both sides know are accepted', () => {
    expect(faultOf({})).toBeNull()
    expect(faultOf({ headers: signed([older]) })).toBeNull()
    expect(faultOf({}, [older])).toBe('signature_invalid')
  })

  it.each([
    ['body', { body: Buffer.from('{"text":"你坏"}') }],
    ['path', { path: '/api/exchange/callbacks?a=2' }],
    ['method', { method: 'PUT' }],
    ['nonce', { headers: { ...signed([newer]), 'x-wenfa-nonce': 'message-2' } }],
    ['time', { headers: { ...signed([newer]), 'x-wenfa-timestamp': '1795838401' } }],
    ['key', { headers: { ...signed([newer]), 'x-wenfa-key-id': 'k1' } }],
    ['unknown key', { headers: { ...signed([newer]), 'x-wenfa-key-id': 'k9' } }],
    ['signature', { headers: { ...signed([newer]), 'x-wenfa-signature': '0'.repeat(64) } }],
    ['signature that is none', { headers: { ...signed([newer]), 'x-wenfa-signature': 'none' } }],
  ])('do not fit another %s', (_, change) => {
    expect(faultOf(change)).toBe('signature_invalid')
  })

  it('of an unknown key are not those of an empty one', () => {
    const forged = { ...signed([{ id: 'k9', secret: '' }]) }
    expect(faultOf({ headers: forged })).toBe('signature_invalid')
  })

  it('hold for five minutes, by clocks that go before or after', () => {
    const later = (seconds: number) => new Date(now.getTime() + seconds * 1000)
    expect([300, -300].map((seconds) => faultOf({}, [newer], later(seconds)))).toEqual([null, null])
    expect([301, -301].map((seconds) => faultOf({}, [newer], later(seconds)))).toEqual([
      'timestamp_out_of_window',
      'timestamp_out_of_window',
    ])
  })

  it('need all their headers, each once', () => {
    const { 'x-wenfa-nonce': _, ...rest } = signed([newer])
    expect(faultOf({ headers: rest })).toBe('headers_missing')
    expect(faultOf({ headers: { ...rest, 'x-wenfa-nonce': ['a', 'b'] } })).toBe('headers_missing')
  })
})
