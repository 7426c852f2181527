import { describe, expect, it } from 'vitest'
import { startScriptedPlatform, testKeys } from '../../exchange/test-exchange.js'
import { createWorkPlatformClient } from '../../exchange/work-platform-client.js'
import { plainFault } from './plain-fault.js'

describe('a fault of the exchange in plain words', () => {
  it('is said of what the client really meets', async () => {
    const now = () => new Date()
    const platform = await startScriptedPlatform(now)
    const client = createWorkPlatformClient({ url: platform.url, keys: testKeys, timeoutMs: 1000 }, now)
    // No message of ours is without a ticket: the platform answers before it reads further.
    const told = async () => {
      const delivery = await client.deliver('m1', '{}')
      return delivery.status === 'failed' ? plainFault(delivery.error) : delivery.status
    }
    expect(await told()).toBe('对方不认我方的签名（HTTP 401），请核对双方的密钥和时钟')
    await platform.stop()
    expect(await told()).toBe('连不上对方：那个地址上没有程序在接收')
  })

  it.each([
    [
      'HTTP 422: field officeCode is unknown',
      '对方不收这条消息（HTTP 422），说的是“field officeCode is unknown”',
    ],
    ['HTTP 400', '对方不收这条消息（HTTP 400）'],
    ['HTTP 503: <html>', '对方系统出错（HTTP 503），说的是“<html>”'],
    ['HTTP 429', '对方太忙，请稍后再发（HTTP 429）'],
    ['no answer within 10000 ms', '对方 10 秒内没有应答'],
    ['no answer within 300 ms', '对方 1 秒内没有应答'],
    [
      'The work platform could not be asked for its tickets: ENOTFOUND',
      '找不到对方的域名，请核对地址和域名解析',
    ],
    [
      'The work platform refused to list its tickets: HTTP 404',
      '对方没有这个接收地址（HTTP 404），请核对 EXCHANGE_URL',
    ],
    ['something new', '发送时出错：something new'],
  ])('%s', (fault, plain) => {
    expect(plainFault(fault)).toBe(plain)
  })
})
