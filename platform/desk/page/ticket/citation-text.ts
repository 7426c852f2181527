import type { Source } from '../desk-api.js'

/** A source as it stands in a reply: law and article with their words; of a guide or a Q&A its name. */
export function citationText({ kind, title, number, text }: Source): string {
  if (kind !== 'statute') return `（参见：${title}）`
  const words = number !== null && text.startsWith(number) ? text.slice(number.length).trim() : text
  return `《${title}》${number ?? ''}规定：“${words.replace(/\s*\n\s*/g, ' ')}”`
}
