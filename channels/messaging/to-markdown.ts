import type { Headings } from '../../bot/render-text.js'
import { readLink } from './read-link.js'

/** The part of Markdown that WeCom, DingTalk and Feishu all know: bold and links; a line of the text stays a line. */
export function toMarkdown(text: string, headings: Headings): string {
  const { headSteps, headMaterials, headBases, headOffices, headNotices } = headings
  const bold = new Set<string>([headSteps, headMaterials, headBases, headOffices, headNotices])
  return text
    .split('\n')
    .map((line) => {
      const link = readLink(line)
      if (link) return `[${escapeMarkdown(link.name)}](${link.url})`
      const written = escapeMarkdown(line)
      return bold.has(line) ? `**${written}**` : written
    })
    .join('\n')
}

/** Marks of our own text never mean anything: a quoted article is shown as it stands. Addresses stay. */
function escapeMarkdown(line: string): string {
  return line
    .split(/(https?:\/\/\S+)/u)
    .map((part, n) => (n % 2 ? part : part.replace(/[\\`*_[\]<>#~|]/g, '\\$&')))
    .join('')
}
