import type { ChannelName } from './channel.js'

/** How messages of a platform are written. It follows from the platform alone: commands without its settings write too. */
export interface ChannelFormat {
  /** `anchors`: `<a href>` alone is known. */
  markup: 'plain' | 'anchors' | 'markdown'
  /** Choices are pressed; else the text says what to reply. */
  menus?: true
  /** Peers may be in groups, where everybody reads along: see `peerInGroup`. */
  groups?: true
  /** Whether one message may carry the text. */
  fits(text: string): boolean
}

const characters = (most: number) => (text: string) => text.length <= most
const bytes = (most: number) => (text: string) => Buffer.byteLength(text) <= most

/** Limits as the platforms document them, less where longer messages are hard to read on a phone. */
export const CHANNEL_FORMATS: Readonly<Record<ChannelName, ChannelFormat>> = {
  // Passive replies carry 2,048 bytes, messages of customer service 2,048 too: 600 Chinese characters and some links.
  wechat: { markup: 'anchors', fits: (text) => text.length <= 600 && Buffer.byteLength(text) <= 2048 },
  'wecom-kf': { markup: 'plain', menus: true, fits: bytes(2048) },
  // Its Markdown is shown in WeCom itself only, not to members who read the application in WeChat.
  'wecom-app': { markup: 'anchors', fits: bytes(2048) },
  dingtalk: { markup: 'markdown', groups: true, fits: characters(2000) },
  feishu: { markup: 'markdown', groups: true, fits: characters(4000) },
  webhook: { markup: 'plain', fits: characters(4000) },
}
