import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { toCardMarkdown } from './feishu-client.js'
import { decryptFeishu, type FeishuEvent, feishuEvent } from './open-feishu-event.js'
import { readFeishuMessage } from './read-feishu-message.js'

const sample = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, 'samples', `${name}.json`), 'utf8'))

/** The payloads as the platform's documentation shows them. */
describe('events of Feishu', () => {
  const group = feishuEvent.parse(sample('text-in-group'))
  const contents: Record<string, unknown> = sample('contents')

  it('reads what is said in a group, without the mention, apart from what the same person says in private', () => {
    expect(readFeishuMessage(group)).toEqual({
      id: 'om_5ce6d572455d361153b7cb51da133945',
      peer: 'oc_5ce6d572455d361153b7xx51da133945 ou_84aad35d084aa403a838cf73ee18467',
      sentAt: new Date(1609073151345),
      content: { kind: 'text', text: 'hello' },
    })
  })

  it('greets whoever opens the chat under one id for all times', () => {
    expect(readFeishuMessage(feishuEvent.parse(sample('p2p-chat-entered')))).toMatchObject({
      id: 'entered',
      peer: 'ou_84aad35d084aa403a838cf73ee18467',
      sentAt: new Date(1603977298000),
      content: { kind: 'followed' },
    })
  })

  const with_ = (change: Record<string, unknown>, sender: Record<string, unknown> = {}): FeishuEvent => ({
    ...group,
    event: {
      sender: { ...(group.event.sender as object), ...sender },
      message: { ...(group.event.message as object), ...change },
    },
  })

  it.each([
    ['text', { kind: 'text', text: '文本消息' }],
    [
      'post',
      {
        kind: 'text',
        text: '我是一个标题\n第一行 :超链接\n\n第二行:文本测试\n\n\nfunc main() int64 {\n    return 0\n}',
      },
    ],
    ['image', { kind: 'not_text', what: 'image' }],
    ['file', { kind: 'not_text', what: 'file' }],
    ['audio', { kind: 'not_text', what: 'voice' }],
    ['media', { kind: 'not_text', what: 'video' }],
    ['sticker', { kind: 'not_text', what: 'other' }],
    ['location', { kind: 'location', label: '南京市玄武区中山东路' }],
  ])('reads %s', (type, content) => {
    const event = with_({ message_type: type, content: JSON.stringify(contents[type]), chat_type: 'p2p' })
    expect(readFeishuMessage(event)).toMatchObject({
      peer: 'ou_84aad35d084aa403a838cf73ee18467',
      content,
    })
  })

  it('takes @_user_1 out without hurting @_user_10', () => {
    const mentions = [{ key: '@_user_1' }, { key: '@_user_10' }]
    const event = with_({ content: JSON.stringify({ text: '@_user_1 老板 @_user_10 欠薪' }), mentions })
    expect(readFeishuMessage(event)?.content).toEqual({ kind: 'text', text: '老板  欠薪' })
  })

  it('reads nothing of what is said in a group to nobody, of other robots, and of other events', () => {
    expect(readFeishuMessage(with_({ mentions: [] }))).toBeNull()
    expect(readFeishuMessage(with_({}, { sender_type: 'app' }))).toBeNull()
    expect(
      readFeishuMessage({ ...group, header: { ...group.header, event_type: 'im.message.message_read_v1' } }),
    ).toBeNull()
  })

  it('decrypts what the documentation encrypts', () => {
    expect(decryptFeishu('P37w+VZImNgPEO1RBhJ6RtKl7n6zymIbEG1pReEzghk=', 'test key')).toBe('hello world')
  })

  it('writes signs that are to mean nothing by their number', () => {
    expect(toCardMarkdown('**依据** \\*号\\[1\\] [《劳动法》](https://a.example/x_y)')).toBe(
      '**依据** &#42;号&#91;1&#93; [《劳动法》](https://a.example/x_y)',
    )
  })
})
