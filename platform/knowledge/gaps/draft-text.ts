import type { Matter } from '../../../knowledge/matter.js'

const LONGEST_TITLE = 100
const MOST_ASKS = 5

/** A Q&A with the question filled in. What is left to write stands in braces, which citizens are never told. */
export function draftText(question: string, asks: readonly string[], matter: Matter): string {
  const others = asks.map(plain).filter((ask) => ask !== plain(question))
  return [
    '---',
    `matter: ${matter}`,
    '---',
    '',
    // A document whose questions bear no mark is read as a guide.
    `## ${plain(question)
      .slice(0, LONGEST_TITLE)
      .replace(/[。.!！?？]*$/, '？')}`,
    ...(others.length > 0 ? [`- 也这样问: ${others.slice(0, MOST_ASKS).join(' | ')}`] : []),
    '',
    '{{答复：先用一两句话说清结论，每句话后面标出依据}}',
    '',
  ].join('\n')
}

/** One line, without what parts lines and fields. */
function plain(question: string): string {
  return question
    .replace(/\[\p{Script=Han}+\d+\]/gu, '某')
    .replace(/[\s|#]+/g, ' ')
    .trim()
}
