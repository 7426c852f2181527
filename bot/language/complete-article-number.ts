import { NUMBER_CHARACTERS } from '../../knowledge/chinese-number.js'

const LAW_AND_NUMBER = /^(《?\p{Script=Han}{1,30}(?:法|法典|条例)》?)第?(\d{1,4})[。.?？]?$/u
const NUMBER_ALONE = new RegExp(`^([${NUMBER_CHARACTERS}]{1,10})条[。.?？]?$`)
/** Of two digits at least: 那三条呢 may count things. */
const ANOTHER_NUMBER = new RegExp(
  `^(?:那么?|再?看看?|还有)([${NUMBER_CHARACTERS}]{2,10})条(?:呢|(?:又|是)?(?:说|讲|写)?(?:的是)?什么|怎么(?:说|规定)的?)?[。.?？]?$`,
)

/** What people leave out of an article's number when they type nothing else: 刑法264, 三十八条, 那1079条呢. */
export function completeArticleNumber(text: string): string {
  return text
    .replace(LAW_AND_NUMBER, '$1第$2条')
    .replace(NUMBER_ALONE, '第$1条')
    .replace(ANOTHER_NUMBER, '第$1条')
}
