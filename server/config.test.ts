import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { SCREENED_LENGTH } from '../bot/steps/screen-message.js'
import { dingtalkSettings } from '../channels/dingtalk/dingtalk-settings.js'
import { feishuSettings } from '../channels/feishu/feishu-settings.js'
import { smsSettings } from '../channels/sms/sms-settings.js'
import { webhookSettings } from '../channels/webhook/webhook-settings.js'
import { wechatSettings } from '../channels/wechat/wechat-settings.js'
import { wecomAppSettings } from '../channels/wecom-app/wecom-app-settings.js'
import { wecomKfSettings } from '../channels/wecom-kf/wecom-kf-settings.js'
import { readConfig } from './config.js'
import { ConfigError } from './config-error.js'
import { settings } from './settings.js'

describe('the settings', () => {
  it('all have a default, and an empty one is none', () => {
    expect(readConfig({ WENFA_MESSAGES_PER_MINUTE: '', DATABASE_URL: '' })).toEqual(readConfig({}))
  })

  it('are named with what is wrong and what they take', () => {
    const read = (name: string, value: string) => () => readConfig({ [name]: value })
    expect(read('WENFA_LANGUAGE', 'fr')).toThrow(/^Setting WENFA_LANGUAGE: .*"zh-CN".*"en"/)
    expect(read('MODEL', 'm')).toThrow('Setting MODEL_BASE_URL is missing')
    expect(read('WENFA_DATA_KEY', 'abc')).toThrow('Setting WENFA_DATA_KEY: must be 64 hex digits')
    expect(read('MODEL_TIMEOUT_MS', 'soon')).toThrow(ConfigError)
  })

  it('name a model as initChatModel does; one without a provider needs a server', () => {
    const read = (MODEL: string, more = {}) => readConfig({ MODEL, ...more }).model
    expect(read('ollama:qwen3:8b')).toMatchObject({ model: 'ollama:qwen3:8b', baseUrl: undefined })
    expect(() => read('qwen3:8b')).toThrow('Setting MODEL_BASE_URL is missing')
    expect(() => read('openai:gpt-x')).toThrow('Setting MODEL_BASE_URL is missing')
    const options = { MODEL_OPTIONS: '{"topP": 0.5, "temperature": null}' }
    expect(read('ollama:qwen3', options)?.parameters).toEqual({ topP: 0.5, temperature: null })
    expect(() => read('ollama:qwen3', { MODEL_OPTIONS: '{"apiKey": "s3cret"' })).toThrow(
      /^Setting MODEL_OPTIONS: takes a JSON object(?!.*s3cret)/,
    )
  })

  it('of a platform say what is missing, and on which of its pages it stands', () => {
    expect(() => readConfig({ WECHAT_APP_ID: 'wx0123456789abcdef' })).toThrow(
      /WECHAT_APP_SECRET: 取自微信公众平台[\s\S]*WECHAT_TOKEN: 与微信公众平台/,
    )
    const { channels, sms } = readConfig({})
    expect([channels, sms]).toEqual([{}, undefined])
  })

  it.each([
    ['WeChat', wechatSettings],
    ['customer service of WeCom', wecomKfSettings],
    ['an application of WeCom', wecomAppSettings],
    ['DingTalk', dingtalkSettings],
    ['Feishu', feishuSettings],
  ])('of %s name for each key that is missing or wrong the page that it stands on', (_, schema) => {
    const told = (given: Record<string, string>) =>
      new Map(schema.safeParse(given).error?.issues.map(({ path, message }) => [String(path[0]), message]))
    const needed = [...told({}).keys()]
    expect(needed.length).toBeGreaterThan(1)
    for (const message of told({}).values()) expect(message).toMatch(/^(?:取自|与).+ → .+/)
    const wrong = told(Object.fromEntries(needed.map((key) => [key, '错'])))
    expect([...wrong.keys()]).toEqual(needed)
    // Tokens that the department chose itself stand on the same page as the rest.
    for (const [key, message] of wrong)
      expect([key, message]).toEqual([key, expect.stringMatching(/取自|相同/)])
  })

  it('let no message be longer than what is searched for danger', () => {
    const read = (length: number) => readConfig({ WENFA_MAX_TEXT_LENGTH: String(length) })
    expect(read(SCREENED_LENGTH).limits.maxTextLength).toBe(SCREENED_LENGTH)
    expect(() => read(SCREENED_LENGTH + 1)).toThrow(`WENFA_MAX_TEXT_LENGTH: at most ${SCREENED_LENGTH}`)
  })

  it.each([
    ['channels/sms/README.md', smsSettings],
    ['channels/wechat/README.md', wechatSettings],
    ['channels/wecom-kf/README.md', wecomKfSettings],
    ['channels/wecom-app/README.md', wecomAppSettings],
    ['channels/dingtalk/README.md', dingtalkSettings],
    ['channels/feishu/README.md', feishuSettings],
    ['docs/webhook.md', webhookSettings],
  ])('of a platform stand in %s', (file, { shape }) => {
    const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8')
    for (const name of Object.keys(shape)) expect(text).toContain(`\`${name}\``)
  })

  it.each(['README.md', 'README.zh-CN.md'])('stand in %s with their defaults, and no others', (file) => {
    const text = readFileSync(join(import.meta.dirname, '..', file), 'utf8')
    const rows = new Map(
      [...text.matchAll(/^\| `([A-Z_]+)` \| (.*?) ?\|/gm)].map(([, name, told]) => [name, told]),
    )
    expect([...rows.keys()].sort()).toEqual(Object.keys(settings.shape).sort())
    for (const [name, value] of Object.entries(settings.parse({}))) {
      if (value !== 'none') expect([name, rows.get(name)]).toEqual([name, `\`${value}\``])
    }
  })
})
