import { NUMBER_CHARACTERS } from '../../knowledge/chinese-number.js'

const LAW_AND_NUMBER = /^(《?\p{Script=Han}{1,30}(?:法|法典|条例)》?)第?(\d{1,4})[。.?？]?$/u
const NUMBER_ALONE = new RegExp(`^([${NUMBER_CHARACTERS}]{1,10})条[。.?？]?$`)

/** What people leave out of an article's number when they type nothing else: 刑法264, 三十八条. */
export function completeArticleNumber(text: string): string {
  return text.replace(LAW_AND_NUMBER, '$1第$2条').replace(NUMBER_ALONE, '第$1条')
}
