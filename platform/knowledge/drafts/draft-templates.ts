import type { ParsedSource } from '../../../knowledge/parsed-source.js'

const GUIDE_TITLE = '新指南'
const QUESTION = '新问答'
const LEAD = '请先用一段话直接回答。'
const STEP = '第一步做什么。'

/** What a new guide or Q&A begins with: what it cannot do without, to be replaced. */
export const DRAFT_TEMPLATES = {
  guide: `---\ntitle: ${GUIDE_TITLE}\n---\n\n${LEAD}\n\n## 怎么办\n\n1. ${STEP}\n`,
  faq: `---\nmatter: 其他\n---\n\n## ${QUESTION}\n\n${LEAD}\n`,
} as const

/** What somebody has still to write stands in braces; {{本地：电话}} is what every place fills in for itself. */
const TO_WRITE = /\{\{(?!本地)[^{}]*\}\}/

export interface Unwritten {
  /** In words of the page: 标题, 答案. */
  place: string
  /** The words that were left. */
  words: string
}

/** Words of a template that nobody has replaced. */
export function unwrittenIn(source: ParsedSource): Unwritten[] {
  if (source.kind === 'statute') return []
  const { kind, title, lead, sections, materials } = source
  const isFaq = kind === 'faq'
  const of = isFaq && title !== QUESTION ? `“${title}”的` : ''
  const texts = [
    { place: isFaq ? `${of}答案` : '开头的回答', text: lead },
    ...sections.map(({ heading, items }) => ({
      place: heading ? `${of}“${heading}”` : `${of}正文`,
      text: items.join('\n'),
    })),
    { place: '材料', text: materials.join('\n') },
  ]
  const found = texts.flatMap(({ place, text }) => {
    const words = [LEAD, STEP].find((template) => text.includes(template)) ?? TO_WRITE.exec(text)?.[0]
    return words === undefined ? [] : { place, words }
  })
  return title === GUIDE_TITLE || title === QUESTION
    ? [{ place: isFaq ? '问题' : '标题', words: title }, ...found]
    : found
}
