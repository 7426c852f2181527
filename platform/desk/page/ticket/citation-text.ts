import type { Source } from '../desk-api.js'

/** A source as it stands in a reply: law and article with their words; of a guide or a Q&A its name. */
export function citationText({
  kind,
  title,
  article,
  text,
}: Pick<Source, 'kind' | 'title' | 'article' | 'text'>): string {
  if (kind !== 'statute') return `（参见：${title}）`
  const words = article !== null && text.startsWith(article) ? text.slice(article.length).trim() : text
  return `《${title}》${article ?? ''}规定：“${words.replace(/\s*\n\s*/g, ' ')}”`
}
