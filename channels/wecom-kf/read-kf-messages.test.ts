import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { readXml } from '../read-xml.js'
import { readKfMessages } from './read-kf-messages.js'

const sample = (name: string) => readFileSync(join(import.meta.dirname, 'samples', name))

/** The payloads as the platform's documentation shows them. */
describe('what customer service of WeCom brings', () => {
  it('is what citizens said and did, and what did not arrive; servicers and other events are left out', () => {
    const { messages, reports } = readKfMessages(JSON.parse(sample('sync-msg.json').toString()).msg_list)
    expect(messages.map(({ id, content }) => [id.slice(-1), content])).toEqual([
      ['3', { kind: 'text', text: 'hello world' }],
      ['4', { kind: 'not_text', what: 'image' }],
      ['5', { kind: 'location', label: '广东省广州市海珠区滨江东路 广州国际媒体港(广州市海珠区)' }],
      ['7', { kind: 'followed' }],
    ])
    for (const { openKfId, externalUserId } of messages)
      expect([openKfId, externalUserId]).toEqual([
        'wkAJ2GCAAASSm4_FhToWMFea0xAFfd3Q',
        'wmAJ2GCAAAme1XQRC-NI-q0_ZM9ukoAw',
      ])
    expect(messages.at(-1)?.welcomeCode).toBe('aaaaaa')
    expect(messages[0]?.sentAt).toEqual(new Date('2021-03-11T16:03:05Z'))
    expect(reports).toEqual([
      { platformId: 'FAIL_MSGID', failure: { code: 'fail_type_4', reason: '会话已过期，超过 48 小时' } },
    ])
  })

  it('is told by an event that names the account and gives a token', () => {
    expect(readXml(sample('callback.xml'))).toMatchObject({
      Event: 'kf_msg_or_event',
      Token: 'ENCApHxnGDNAVNY4AaSJKj4Tb5mwsEMzxhFmHVGcra996NR',
      OpenKfId: 'wkxxxxxxx',
    })
  })

  it('does not keep the rest from being read where an entry is none', () => {
    const { msg_list: list } = JSON.parse(sample('sync-msg.json').toString())
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 5 }), (rubbish) => {
        expect(readKfMessages([...rubbish, ...list]).messages).toHaveLength(4)
        expect(readKfMessages(rubbish)).toEqual({ messages: [], reports: [] })
      }),
    )
    expect(readKfMessages(undefined)).toEqual({ messages: [], reports: [] })
  })
})
