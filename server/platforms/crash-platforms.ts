import { startDingtalk } from './dingtalk-stand-in.js'
import { startFeishu } from './feishu-stand-in.js'
import { startWebhookSystem } from './webhook-system.js'
import { startWechat } from './wechat-stand-in.js'
import { startWecomApp } from './wecom-app-stand-in.js'
import { startWecomKf } from './wecom-kf-stand-in.js'

const SECRET = 'a-secret-of-the-crash-test-32-bytes'
/** So that a kill often comes between. */
const ANSWER_MS = 100
const QUESTION = '老板拖欠工资怎么办'

/** A platform beside a server that is killed and comes back. */
export interface CrashPlatform {
  /** What connects a server to it. */
  environment: Record<string, string>
  /** A citizen writes the same text once. @param text default: a question @returns whether that was acknowledged, or the platform keeps it until it is fetched */
  write(serverUrl: string, citizen: string, text?: string): Promise<boolean>
  /** What a citizen was shown, as often as it was. */
  textsTo(citizen: string): string[]
  close(): Promise<void>
}

/** `idempotent`: the platform shows a message that it is sent again with the same id once. */
export const CRASH_PLATFORMS: Record<string, { idempotent: boolean; start(): Promise<CrashPlatform> }> = {
  webhook: { idempotent: true, start: webhook },
  wechat: { idempotent: false, start: wechat },
  'wecom-kf': { idempotent: true, start: wecomKf },
  'wecom-app': { idempotent: false, start: wecomApp },
  dingtalk: { idempotent: false, start: dingtalk },
  feishu: { idempotent: true, start: feishu },
}

async function webhook(): Promise<CrashPlatform> {
  const system = await startWebhookSystem([{ id: 'k1', secret: SECRET }])
  return {
    environment: { WEBHOOK_URL: system.url, WEBHOOK_KEYS: `k1:${SECRET}` },
    write: async (url, citizen, said = QUESTION) =>
      (await system.say(url, citizen, said, `m ${said}`)) === 200,
    textsTo: system.shownTo,
    close: system.close,
  }
}

async function wechat(): Promise<CrashPlatform> {
  const { settings, ...platform } = await startWechat({ encrypted: true })
  /** In the responses to their messages. */
  const atOnce = new Map<string, string[]>()
  return {
    environment: {
      WECHAT_APP_ID: settings.appId,
      WECHAT_APP_SECRET: settings.appSecret,
      WECHAT_TOKEN: settings.token,
      WECHAT_AES_KEY: settings.aesKey!,
      WECHAT_API_URL: settings.apiUrl,
    },
    async write(url, citizen, said = QUESTION) {
      const shown = await platform.say(url, citizen, said)
      if (shown !== null && !shown.startsWith('正在为您查找'))
        atOnce.set(citizen, [...(atOnce.get(citizen) ?? []), shown])
      return true
    },
    textsTo(citizen) {
      const later = platform.sent.filter(({ openId }) => openId === citizen).map(({ text }) => text)
      return [...(atOnce.get(citizen) ?? []), ...later]
    },
    close: platform.close,
  }
}

async function wecomKf(): Promise<CrashPlatform> {
  const platform = await startWecomKf({ pullMs: 30 })
  const { corpId, secret, token, aesKey, apiUrl } = platform.keys
  return {
    environment: {
      WECOM_KF_CORP_ID: corpId,
      WECOM_KF_SECRET: secret,
      WECOM_KF_TOKEN: token,
      WECOM_KF_AES_KEY: aesKey,
      WECOM_KF_API_URL: apiUrl,
    },
    async write(url, citizen, said = QUESTION) {
      platform.write(citizen, { msgtype: 'text', text: { content: said } })
      // Told or not, in time or not: the platform keeps it.
      await platform.tell(url).catch(() => {})
      return true
    },
    textsTo: platform.textsTo,
    close: platform.close,
  }
}

async function wecomApp(): Promise<CrashPlatform> {
  const { settings, ...platform } = await startWecomApp({ members: 'everybody', answerMs: ANSWER_MS })
  return {
    environment: {
      WECOM_APP_CORP_ID: settings.corpId,
      WECOM_APP_AGENT_ID: settings.agentId,
      WECOM_APP_SECRET: settings.secret,
      WECOM_APP_TOKEN: settings.token,
      WECOM_APP_AES_KEY: settings.aesKey,
      WECOM_APP_API_URL: settings.apiUrl,
    },
    async write(url, citizen, said = QUESTION) {
      await platform.act(url, citizen, { MsgType: 'text', Content: said, MsgId: platform.msgId() })
      return true
    },
    textsTo: platform.textsTo,
    close: platform.close,
  }
}

async function dingtalk(): Promise<CrashPlatform> {
  const { settings, ...platform } = await startDingtalk({ answerMs: ANSWER_MS })
  return {
    environment: {
      DINGTALK_APP_KEY: settings.appKey,
      DINGTALK_APP_SECRET: settings.appSecret,
      DINGTALK_API_URL: settings.apiUrl,
      DINGTALK_SESSION_URL: settings.sessionOrigin,
    },
    write: async (url, citizen, said = QUESTION) => (await platform.say(url, citizen, said)).status === 200,
    textsTo: (citizen) => [...platform.shownTo(`with ${citizen}`), ...platform.shownTo(`private ${citizen}`)],
    close: platform.close,
  }
}

async function feishu(): Promise<CrashPlatform> {
  const { settings, ...platform } = await startFeishu({ encrypted: true, answerMs: ANSWER_MS })
  return {
    environment: {
      FEISHU_APP_ID: settings.appId,
      FEISHU_APP_SECRET: settings.appSecret,
      FEISHU_VERIFICATION_TOKEN: settings.verificationToken,
      FEISHU_ENCRYPT_KEY: settings.encryptKey!,
      FEISHU_API_URL: settings.apiUrl,
    },
    write: async (url, citizen, said = QUESTION) =>
      (await platform.say(url, `ou_${citizen}`, said)).status === 200,
    textsTo: (citizen) => platform.shownTo(`ou_${citizen}`),
    close: platform.close,
  }
}
