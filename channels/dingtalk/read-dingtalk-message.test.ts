import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { isSessionUrl, readReplyTo } from './dingtalk-reply-to.js'
import { dingtalkMessage, readDingtalkMessage } from './read-dingtalk-message.js'
import { titleOf, toDingtalkMarkdown } from './to-dingtalk-markdown.js'

const sample = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'samples', `${name}.json`), 'utf8'))
const read = (payload: unknown) => readDingtalkMessage(dingtalkMessage.parse(payload))

/** The payloads as the platform's documentation shows them. */
describe('messages to a robot in DingTalk', () => {
  const group = sample('text-in-group')
  const contents = sample('contents')

  it('reads what is said in a group, with the ways to answer it', () => {
    const message = read(group)!
    expect(message).toMatchObject({
      id: 'msg0xxxxx',
      peer: 'xxx user123',
      sentAt: new Date(1613630252678),
      content: { kind: 'text', text: '你好' },
    })
    expect(readReplyTo(message.replyTo)).toEqual({
      session: {
        url: 'https://oapi.dingtalk.com/robot/sendBySession?session=xxxxx',
        untilMs: 1613635652738,
      },
      staffId: 'user123',
      isGroup: true,
    })
  })

  it('knows who is not of the organisation by the other id', () => {
    const { senderStaffId: _, ...stranger } = { ...group, conversationType: '1' }
    expect(read(stranger)!.peer).toBe('$:LWCP_v1:$Ff09GIxxxxx')
    expect(readReplyTo(read({ ...stranger, senderStaffId: '' })!.replyTo).staffId).toBeNull()
  })

  it.each([
    ['audio', { kind: 'text', text: '钉钉，让进步发生' }],
    ['picture', { kind: 'not_text', what: 'image' }],
    ['video', { kind: 'not_text', what: 'video' }],
    ['file', { kind: 'not_text', what: 'file' }],
    ['richText', { kind: 'text', text: '这份合同有效吗' }],
  ])('reads %s', (msgtype, content) => {
    const { text: _, ...rest } = group
    expect(read({ ...rest, msgtype, content: contents[msgtype] })!.content).toEqual(content)
  })

  it('says what it cannot read of speech without words, pictures alone, and what is new', () => {
    const what = (msgtype: string, content: unknown) => read({ ...group, msgtype, content })!.content
    expect(what('audio', { downloadCode: 'x' })).toEqual({ kind: 'not_text', what: 'voice' })
    expect(what('richText', { richText: [{ downloadCode: 'x' }] })).toEqual({
      kind: 'not_text',
      what: 'image',
    })
    expect(what('somethingNew', 'x')).toEqual({ kind: 'not_text', what: 'other' })
  })

  it('takes mentions out where they stand first in a group, and nowhere else', () => {
    const say = (content: string, change = {}) => read({ ...group, ...change, text: { content } })!.content
    expect(say('@问法\u2005@小王 公司 @我 开会')).toEqual({ kind: 'text', text: '公司 @我 开会' })
    expect(say('@张三 欠我钱', { conversationType: '1' })).toEqual({ kind: 'text', text: '@张三 欠我钱' })
    expect(read({ ...group, isInAtList: false })).toBeNull()
  })

  it.each([
    ['https://oapi.dingtalk.com/robot/sendBySession?session=x', true],
    ['http://oapi.dingtalk.com/robot/sendBySession', false],
    ['https://oapi.dingtalk.com.evil.example/robot', false],
    ['https://oapi.dingtalk.com@evil.example/', false],
    ['https://oapi.dingtalk.com:8443/', false],
    ['https://127.0.0.1/', false],
    ['file:///etc/passwd', false],
    ['no address', false],
  ])('posts to %s: %s', (url, expected) => {
    expect(isSessionUrl(url, 'https://oapi.dingtalk.com')).toBe(expected)
  })

  it('breaks lines and writes marks as DingTalk shows them', () => {
    const markdown = '**依据**\n\\*号\\[1\\] [《劳动法》](https://a.example/x_y)'
    expect(toDingtalkMarkdown(markdown)).toBe('**依据**  \n  ＊号［1］ [《劳动法》](https://a.example/x_y)')
    expect(titleOf(markdown)).toBe('依据')
    expect(titleOf('长'.repeat(30))).toBe(`${'长'.repeat(20)}…`)
  })
})
