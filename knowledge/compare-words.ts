import { diffArrays } from 'diff'

/** A stretch of two texts laid over each other. */
export interface WordMark {
  text: string
  is: 'same' | 'added' | 'removed'
}

/** Beyond so many changed words nobody reads them singly, and finding them takes long. */
const MOST_EDITS = 2000

const ARTICLE = /(第[〇一二三四五六七八九十百千零\d]+条)/
const words = new Intl.Segmenter('zh', { granularity: 'word' })

/** What of a text went and what came, in words. */
export function compareWords(before: string, after: string): WordMark[] {
  const changes = diffArrays(wordsOf(before), wordsOf(after), { maxEditLength: MOST_EDITS })
  if (!changes) return [mark(before, 'removed'), mark(after, 'added')]
  return changes.map(({ value, added, removed }) =>
    mark(value.join(''), added ? 'added' : removed ? 'removed' : 'same'),
  )
}

function mark(text: string, is: WordMark['is']): WordMark {
  return { text, is }
}

function wordsOf(text: string): string[] {
  return text
    .split(ARTICLE)
    .flatMap((piece, index) =>
      index % 2 === 1 ? [piece] : [...words.segment(piece)].map(({ segment }) => segment),
    )
}
