import { readLink } from './read-link.js'

/** Names to press instead of long addresses, in text that knows this element of HTML alone. */
export function toAnchors(text: string): string {
  return text
    .split('\n')
    .map((line) => {
      const link = readLink(line)
      return link ? `<a href="${link.url}">${link.name}</a>` : line
    })
    .join('\n')
}
