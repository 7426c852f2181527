import type { Source } from '../desk-api.js'

export function sourceName({ kind, title, article }: Pick<Source, 'kind' | 'title' | 'article'>): string {
  return kind === 'statute' ? `《${title}》${article ?? ''}` : title
}
