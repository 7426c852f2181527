import type { Channel } from './channel.js'
import type { StoreDeps } from './messaging/messaging-deps.js'
import { createSharedValues } from './shared-values.js'
import { createWebhookChannel, type WebhookSettings } from './webhook/webhook-channel.js'
import { createWechatChannel } from './wechat/wechat-channel.js'
import type { WechatSettings } from './wechat/wechat-settings.js'

/** Absent: the platform is not connected. */
export interface ChannelSettings {
  wechat?: WechatSettings
  webhook?: WebhookSettings
}

/** The platforms that are connected. */
export function openChannels(settings: ChannelSettings, deps: StoreDeps): Channel[] {
  const { wechat, webhook } = settings
  return [
    ...(wechat ? [createWechatChannel(wechat, { ...deps, values: createSharedValues(deps, 'wechat') })] : []),
    ...(webhook ? [createWebhookChannel(webhook, deps.now)] : []),
  ]
}
