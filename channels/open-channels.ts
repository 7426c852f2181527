import type { Channel, ChannelName } from './channel.js'
import { createDingtalkChannel } from './dingtalk/dingtalk-channel.js'
import type { DingtalkSettings } from './dingtalk/dingtalk-settings.js'
import { createFeishuChannel } from './feishu/feishu-channel.js'
import type { FeishuSettings } from './feishu/feishu-settings.js'
import type { StoreDeps } from './messaging/messaging-deps.js'
import { createSharedValues } from './shared-values.js'
import { createWebhookChannel, type WebhookSettings } from './webhook/webhook-channel.js'
import { createWechatChannel } from './wechat/wechat-channel.js'
import type { WechatSettings } from './wechat/wechat-settings.js'
import { createWecomAppChannel } from './wecom-app/wecom-app-channel.js'
import type { WecomAppSettings } from './wecom-app/wecom-app-settings.js'
import { createWecomKfChannel } from './wecom-kf/wecom-kf-channel.js'
import type { WecomKfSettings } from './wecom-kf/wecom-kf-settings.js'

/** Absent: the platform is not connected. */
export interface ChannelSettings {
  wechat?: WechatSettings
  wecomKf?: WecomKfSettings
  wecomApp?: WecomAppSettings
  dingtalk?: DingtalkSettings
  feishu?: FeishuSettings
  webhook?: WebhookSettings
}

/** The platforms that are connected. */
export function openChannels(settings: ChannelSettings, deps: StoreDeps): Channel[] {
  const { wechat, wecomKf, wecomApp, dingtalk, feishu, webhook } = settings
  const shared = (channel: ChannelName) => ({ ...deps, values: createSharedValues(deps, channel) })
  return [
    ...(wechat ? [createWechatChannel(wechat, shared('wechat'))] : []),
    ...(wecomKf ? [createWecomKfChannel(wecomKf, shared('wecom-kf'))] : []),
    ...(wecomApp ? [createWecomAppChannel(wecomApp, shared('wecom-app'))] : []),
    ...(dingtalk ? [createDingtalkChannel(dingtalk, shared('dingtalk'))] : []),
    ...(feishu ? [createFeishuChannel(feishu, shared('feishu'))] : []),
    ...(webhook ? [createWebhookChannel(webhook, deps.now)] : []),
  ]
}
