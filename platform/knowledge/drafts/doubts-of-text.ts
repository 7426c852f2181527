import { isOrder } from '../../../bot/language/orders-the-machine.js'
import { maskPersonalData } from '../../../bot/mask-personal-data.js'
import type { ParsedGuide } from '../../../knowledge/parsed-source.js'

/** Of offices the landline is told on purpose. */
const MOBILE = /^\+?(?:86)?[- ]?1[3-9]/

/** What in a guide or Q&A is not for everybody to read, or would keep the bot from using it. For staff. */
export function doubtsOfText({ title, asks, lead, sections, materials }: ParsedGuide): string[] {
  const text = [title, ...asks, lead, ...sections.flatMap(({ items }) => items), ...materials].join('\n')
  const personal = personalDataIn(text)
  return [
    ...(personal.length > 0
      ? [`“${title}”里像是有个人信息：${personal.join('、')}。如果是，请改成一般的说法。`]
      : []),
    ...(isOrder(text.slice(0, MOST_LOOKED_AT))
      ? [`“${title}”里有像是给机器下命令的话，答复时不会用它，请删去。`]
      : []),
  ]
}

/** Words are told apart within a piece; a run of two million letters would take minutes and gigabytes as one. */
const PIECE = 1000
/** What is longer has other faults. */
const MOST_LOOKED_AT = 50_000

/** Addresses are mostly those of offices; of what alone looks like a name, in texts about everybody most is none. */
function personalDataIn(text: string): string[] {
  const pieces = text
    .slice(0, MOST_LOOKED_AT)
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${PIECE}}`, 'gsu')) ?? [])
  const tokens = new Map(pieces.flatMap((piece) => Object.entries(maskPersonalData(piece).tokens)))
  const found = [...tokens].filter(
    ([token, value]) => !token.startsWith('[地址') && !(token.startsWith('[电话') && !MOBILE.test(value)),
  )
  return found.some(([token]) => !token.startsWith('[姓名')) ? found.map(([, value]) => value) : []
}
