import type { InboundContent } from './channel.js'

const NOT_TEXT = {
  image: 'image',
  voice: 'voice',
  video: 'video',
  shortvideo: 'video',
  file: 'file',
  link: 'other',
} as const

/** What a citizen said, in the fields that official accounts and applications of WeCom share. */
export function readXmlContent(fields: Readonly<Record<string, string>>): InboundContent {
  switch (fields.MsgType) {
    case 'text':
      return { kind: 'text', text: fields.Content ?? '' }
    case 'voice':
      // Recognised by the platform where the account has that switched on.
      return fields.Recognition
        ? { kind: 'text', text: fields.Recognition }
        : { kind: 'not_text', what: 'voice' }
    case 'location':
      return { kind: 'location', label: fields.Label ?? '' }
    default: {
      const what = NOT_TEXT[fields.MsgType as keyof typeof NOT_TEXT]
      return { kind: 'not_text', what: what ?? 'other' }
    }
  }
}
