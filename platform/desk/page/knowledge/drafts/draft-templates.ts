/** What a new guide or Q&A begins with: what it cannot do without, to be replaced. */
export const DRAFT_TEMPLATES = {
  guide: '---\ntitle: 新指南\n---\n\n请先用一段话直接回答。\n\n## 怎么办\n\n1. 第一步做什么。\n',
  faq: '---\nmatter: 其他\n---\n\n## 新问答\n\n请先用一段话直接回答。\n',
} as const
