import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readXml } from '../read-xml.js'
import { readWechatMessage, readWechatReport } from './read-wechat-message.js'

const sample = (name: string) => readXml(readFileSync(join(import.meta.dirname, 'samples', `${name}.xml`)))

/** The payloads as the platform's documentation shows them. */
describe('messages of an official account', () => {
  it.each([
    ['text', '1234567890123456', { kind: 'text', text: 'this is a test' }],
    ['voice', '1234567890123456', { kind: 'text', text: '腾讯微信团队' }],
    ['location', '1234567890123456', { kind: 'location', label: '位置信息' }],
    ['location-event', '123456789 LOCATION', { kind: 'coordinates' }],
    ['subscribe', '123456789 subscribe', { kind: 'followed' }],
    ['click', '123456789 CLICK', { kind: 'text', text: 'EVENTKEY', pressed: true }],
  ])('reads %s', (name, id, content) => {
    expect(readWechatMessage(sample(name))).toMatchObject({ id, content })
  })

  it('reads what became of a template message, and nothing that a citizen said', () => {
    const fields = sample('template-finished')
    expect(readWechatReport(fields)).toEqual({ platformId: '200163836', failure: null })
    expect(readWechatMessage(fields)).toBeNull()
  })

  it('keeps all nineteen digits of an id', () => {
    const text =
      '<xml><FromUserName>o</FromUserName><CreateTime>1</CreateTime><MsgType>text</MsgType><Content>x</Content><MsgId>7123456789012345679</MsgId></xml>'
    expect(readWechatMessage(readXml(text))?.id).toBe('7123456789012345679')
  })
})
