import { toSimplified } from '../../retrieval/text/to-simplified.js'

/** For rules only: full-width and traditional forms folded, lower case, no blanks between Chinese characters. */
export function foldText(text: string): string {
  return toSimplified(text.normalize('NFKC').toLowerCase()).replace(
    /(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])/g,
    '',
  )
}
