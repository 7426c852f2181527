import { stripCitations } from '../../knowledge/article-reference.js'

/** Sentences with their closing mark; a mark inside 〔〕, （） or “” does not end one. */
export function splitSentences(text: string): string[] {
  const sentences: string[] = []
  let depth = 0
  let start = 0
  for (let i = 0; i < text.length; i++) {
    const char = text[i]!
    if ('〔（“「《('.includes(char)) depth++
    else if ('〕）”」》)'.includes(char)) depth = Math.max(0, depth - 1)
    const ends = char === '\n' || (depth === 0 && '。！？!?'.includes(char))
    if (!ends) continue
    while (i + 1 < text.length && '。！？!?”」』〕'.includes(text[i + 1]!)) i++
    push(sentences, text.slice(start, i + 1))
    start = i + 1
    if (char === '\n') depth = 0
  }
  push(sentences, text.slice(start))
  return sentences
}

/** Of a guide or Q&A, without the articles that its sentences name. */
export function sentencesOf({ text }: { text: string }): string[] {
  return splitSentences(stripCitations(text))
}

function push(sentences: string[], piece: string): void {
  const trimmed = piece.trim()
  if (trimmed !== '') sentences.push(trimmed)
}
