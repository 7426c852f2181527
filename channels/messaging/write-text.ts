import type { Headings } from '../../bot/render-text.js'
import type { ChannelName } from '../channel.js'
import { CHANNEL_FORMATS } from '../channel-formats.js'
import { toAnchors } from './to-anchors.js'
import { toMarkdown } from './to-markdown.js'

/** A text as a platform is given it: deliveries keep it plain, for staff read them too. */
export function writeText(text: string, channel: ChannelName, headings: Headings): string {
  switch (CHANNEL_FORMATS[channel].markup) {
    case 'markdown':
      return toMarkdown(text, headings)
    case 'anchors':
      return toAnchors(text)
    case 'plain':
      return text
  }
}
