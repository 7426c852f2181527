import type { Source } from '../desk-api.js'

export function sourceName({ kind, title, number }: Pick<Source, 'kind' | 'title' | 'number'>): string {
  return kind === 'statute' ? `《${title}》${number ?? ''}` : title
}
