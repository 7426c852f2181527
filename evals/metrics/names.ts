import { shortTitle } from '../../knowledge/short-title.js'

/** What was found or cited: a law's article, a guide or a Q&A. */
export interface Seen {
  lawTitle: string
  /** 第五十四条, perhaps with 款 and 项. */
  article: string | null
}

const ARTICLE = /^第[^第]+?条(?:之[一二三四五六七八九十]+)?/

/** @param name 劳动合同法第八十二条; 劳动合同法 means any of its articles; the title of a guide or Q&A */
export function isNamed(name: string, { lawTitle, article }: Seen): boolean {
  const wanted = keyOf(name)
  const title = keyOf(lawTitle)
  return wanted === title || (article !== null && wanted === title + (ARTICLE.exec(article)?.[0] ?? article))
}

/** @param name as for `isNamed`, or how the titles of statutes begin: 上海市 */
export function isOfThese(name: string, seen: Seen): boolean {
  return isNamed(name, seen) || (seen.article !== null && keyOf(seen.lawTitle).startsWith(keyOf(name)))
}

function keyOf(name: string): string {
  return shortTitle(name.replace(/《(.*)》(?=第)/, '$1')).replace(/中华人民共和国|[《》〈〉]/g, '')
}
