import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readXml } from '../read-xml.js'
import { readAppMessage } from './read-app-message.js'

/** The payloads as the platform's documentation shows them. */
describe('messages of an application of WeCom', () => {
  it.each([
    ['text', 'fromUser', '1234567890123456', { kind: 'text', text: 'this is a test' }],
    ['voice', 'fromUser', '1234567890123456', { kind: 'not_text', what: 'voice' }],
    ['location', 'fromUser', '1234567890123456', { kind: 'location', label: 'Location Information' }],
    ['location-event', 'FromUser', '123456789 LOCATION', { kind: 'coordinates' }],
    ['enter-agent', 'FromUser', 'greeting', { kind: 'followed' }],
    ['click', 'FromUser', '123456789 click', { kind: 'text', text: 'EVENTKEY', pressed: true }],
  ])('reads %s', (name, peer, id, content) => {
    const fields = readXml(readFileSync(join(import.meta.dirname, 'samples', `${name}.xml`)))
    expect(readAppMessage(fields)).toMatchObject({ peer, id, content })
  })
})
