/** An article named in running text: 《民法典》第1077条第二款, 劳动合同法38条, 刑法第一百二十条之一, 第38至40条. */
export interface ArticleReference {
  /** As written, without 《》 and 中华人民共和国; null when the text names only a number (第38条). */
  lawName: string | null
  /** First and last article; equal unless a range. `suffix` is 1 for 之一, else 0. */
  from: { number: number; suffix: number }
  to: { number: number; suffix: number }
  /** 第二款 → 2, 第三项 → 3; null where not named. */
  paragraph: number | null
  item: number | null
  /** Position in the text, UTF-16 units. */
  start: number
  end: number
}

export type ParseArticleReferences = (text: string) => ArticleReference[]
