import { createCipheriv, randomBytes } from 'node:crypto'
import { decrypt, encrypt, getSignature } from '@wecom/crypto'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ForgedRequestError } from './channel.js'
import { readXml } from './read-xml.js'
import { openSealed, seal, signatureOf, verifySignature } from './sealed-message.js'

const aesKey = randomBytes(32).toString('base64').slice(0, 43)
const receiverId = 'ww0123456789abcdef'
const sealing = { aesKey, receiverId }

/** As the platform's documentation of its encryption and its sample programs give it. */
const PUBLISHED = {
  token: 'QDG6eK',
  aesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
  receiverId: 'wx5823bf96d3bd56c7',
  echo: {
    signature: '5c45ff5e21c57e6ad56bac8758b79b1d9ac89fd3',
    timestamp: '1409659589',
    nonce: '263014780',
    sealed: 'P9nAzCzyDtyTWESHep1vC5X9xho/qYX3Zpb4yKa9SKld1DsH3Iyt3tP3zNdtp+4RPcs8TgAE7OaBO+FZXvnaqQ==',
    opened: '1616140317555161061',
  },
  message: {
    signature: '477715d11cdb4164915debcba66cb864d751f3e6',
    timestamp: '1409659813',
    nonce: '1372623149',
    sealed:
      'RypEvHKD8QQKFhvQ6QleEB4J58tiPdvo+rtK1I9qca6aM/wvqnLSV5zEPeusUiX5L5X/0lWfrf0QADHHhGd3QczcdCUpj911L3vg3W/sYYvuJTs3TUUkSUXxaccAS0qhxchrRYt66wiSpGLYL42aM6A8dTT+6k4aSknmPj48kzJs8qLjvd4Xgpue06DOdnLxAUHzM6+kDZ+HMZfJYuR+LtwGc2hgf5gsijff0ekUNXZiqATP7PF5mZxZ3Izoun1s4zG4LUMnvw2r+KqCKIw+3IQH03v+BCA9nMELNqbSf6tiWSrXJB3LAVGUcallcrw8V2t9EL4EhzJWrQUax5wLVMNS0+rUPA3k22Ncx4XXZS9o0MBH27Bo6BpNelZpS+/uh9KsNlY6bHCmJU9p8g7m3fVKn28H3KDYA5Pl/T8Z1ptDAVe0lXdQ2YoyyH2uyPIGHBZZIs2pDBS8R07+qN+E7Q==',
  },
}

/** Encrypted with our key, whatever it is. */
function encryptRaw(plain: Buffer): string {
  const key = Buffer.from(`${aesKey}=`, 'base64')
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false)
  return Buffer.concat([cipher.update(plain), cipher.final()]).toString('base64')
}

function plainOf(message: string, padding: number, length = Buffer.byteLength(message)): Buffer {
  const head = Buffer.alloc(20)
  head.writeUInt32BE(length, 16)
  return Buffer.concat([head, Buffer.from(message + receiverId), Buffer.alloc(Math.max(padding, 0), padding)])
}

const open = (sealed: string, keys = sealing) => {
  return () => openSealed(sealed, keys)
}

describe('a sealed message', () => {
  it.each(['echo', 'message'] as const)('is what the documentation shows (%s)', (name) => {
    const { signature, timestamp, nonce, sealed } = PUBLISHED[name]
    expect(signatureOf(PUBLISHED.token, timestamp, nonce, sealed)).toBe(signature)
    const opened = openSealed(sealed, PUBLISHED)
    if (name === 'echo') expect(opened).toBe(PUBLISHED.echo.opened)
    else
      expect(readXml(opened)).toMatchObject({
        FromUserName: 'mycreate',
        MsgType: 'text',
        Content: 'hello',
        AgentID: '218',
      })
  })

  it('is opened by their own program, and theirs by ours', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (message) => {
        const theirs = decrypt(aesKey, seal(message, sealing, randomBytes(16)))
        expect([theirs.message, theirs.id]).toEqual([message, receiverId])
        expect(openSealed(encrypt(aesKey, message, receiverId), sealing)).toBe(message)
      }),
    )
  })

  it('is signed as by their own program', () => {
    const text = fc.string({ minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(text, fc.nat().map(String), text, text, (token, timestamp, nonce, sealed) => {
        const signature = getSignature(token, timestamp, nonce, sealed)
        expect(signatureOf(token, timestamp, nonce, sealed)).toBe(signature)
        expect(() => verifySignature(signature, token, timestamp, nonce, sealed)).not.toThrow()
        expect(() => verifySignature(signature, token, timestamp, nonce, `${sealed}x`)).toThrow(
          ForgedRequestError,
        )
      }),
    )
  })

  it('has a padding of 1 to 32 bytes, each of which is written and read', () => {
    const seen = new Set<number>()
    for (let length = 0; length < 32; length++) {
      const message = 'x'.repeat(length)
      const sealed = seal(message, sealing, randomBytes(16))
      seen.add(Buffer.from(sealed, 'base64').length - 20 - length - receiverId.length)
      expect(openSealed(sealed, sealing)).toBe(message)
      expect(decrypt(aesKey, sealed).message).toBe(message)
    }
    expect([...seen].sort((a, b) => a - b)).toEqual(Array.from({ length: 32 }, (_, n) => n + 1))
  })

  it('is refused where its padding or its length is none', () => {
    // 20 + 10 + 18 bytes: with 16, 48 or 0 more the cipher takes it.
    const message = '0123456789'
    expect(open(encryptRaw(plainOf(message, 16)))()).toBe(message)
    const zero = Buffer.concat([plainOf(message, 0), Buffer.alloc(16)])
    for (const plain of [
      zero,
      plainOf(message, 48),
      plainOf(message, 16, 100),
      plainOf(message, 16, 2 ** 32 - 1),
    ])
      expect(open(encryptRaw(plain))).toThrow(ForgedRequestError)
  })

  it('is refused by whom it is not for, and with another key', () => {
    const sealed = seal('hello', sealing, randomBytes(16))
    expect(open(sealed, { aesKey, receiverId: 'ww0123456789abcdee' })).toThrow('for another account')
    expect(open(sealed, { aesKey, receiverId: '' })).toThrow(ForgedRequestError)
    const other = randomBytes(32).toString('base64').slice(0, 43)
    expect(open(sealed, { aesKey: other, receiverId })).toThrow(ForgedRequestError)
  })

  it('is refused, or seen by its signature, where anything of it was altered', () => {
    const message = 'a message of some length, so that it takes several blocks'
    const sealed = seal(message, sealing, randomBytes(16))
    const signature = signatureOf('token', '1', '2', sealed)
    const bytes = Buffer.from(sealed, 'base64')
    fc.assert(
      fc.property(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), (at, change) => {
        const altered = Buffer.from(bytes)
        altered[at]! ^= change
        const text = altered.toString('base64')
        expect(() => verifySignature(signature, 'token', '1', '2', text)).toThrow(ForgedRequestError)
        let opened = ''
        try {
          opened = openSealed(text, sealing)
        } catch (error) {
          expect(error).toBeInstanceOf(ForgedRequestError)
        }
        // The first block is random and counts for nothing: all else changes what is read.
        if (at >= 16 && opened !== '') expect(opened).not.toBe(message)
      }),
    )
  })

  it('is no rubbish', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 200 }), (rubbish) => {
        expect(open(rubbish)).toThrow(ForgedRequestError)
      }),
    )
    expect(() => verifySignature(undefined, 'token')).toThrow(ForgedRequestError)
  })
})
