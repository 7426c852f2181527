import { GIVEN_CHARACTERS, NAME_CHARACTERS, STRONG_SURNAMES } from './name-parts.js'
import { RATHER_ORDINARY } from './ordinary-words.js'
import { surnameOf } from './surnames.js'
import type { WordedText } from './worded-text.js'

/** Compound surnames have two characters, and given names too. */
const LONGEST_WITH_SURNAME = 4
/** All that speaks for or against a name at a place; each is weighed by itself. */
export function nameFeatures(worded: WordedText, start: number, end: number, introduced: boolean): string[] {
  const { text, words } = worded
  const name = text.slice(start, end)
  const surname = name.length > LONGEST_WITH_SURNAME ? '' : surnameOf(name)
  const first = surname || name[0]!
  const given = name.slice(first.length)
  const tier =
    surname === '' ? 'no surname' : surname.length > 1 || STRONG_SURNAMES.has(surname) ? 'strong' : 'weak'
  const shape = given.length > 2 ? `long ${given.length}` : `${tier} ${given.length}${madeOf(given)}`
  const before = worded.before(start)
  const after = worded.after(end)
  const firstWord = words[start]!
  const isWord = firstWord.start === start && firstWord.end === end
  const lies = liesAmong(worded, start, end)
  const how = introduced ? 'introduced' : 'unknown'
  const features = [
    ...before.features,
    ...after.features,
    ...lies,
    `surname ${first}`,
    tier,
    shape,
    `given ${given}`,
    `${how}, ${shape}`,
    `${how}, after ${after.char}`,
    `${start === 0 ? 'first' : 'later'}, ${shape}`,
    `between ${before.char} and ${after.char}`,
    `tags ${before.tag} ${after.tag}`,
    `led ${before.led}, ${after.does}`,
    `led ${before.led}, ${after.does}, ${tier}`,
    `led ${before.led}, ${after.does}, ${isWord ? lies[0] : 'no word'}`,
    `${after.does}, ${shape}`,
    `${shape}, tag after ${after.tag}`,
    `${shape}, tag before ${before.tag}`,
    `${lies[0]}, ${shape}`,
    `${lies[0]}, tag after ${after.tag}`,
    `${lies[0]}, ${lies[1]}`,
    `surname ${first}, ${lies[1]}`,
  ]
  if (given.length > 1) {
    features.push(`first ${given[0]}`, `last ${given.at(-1)}`)
    for (const char of given) features.push(`character ${char}`)
  } else {
    const then = madeOf(text[end] ?? '')
    features.push(`short, then${then}`, `short ${tier}${madeOf(given)}, then${then}`)
  }
  if (text.indexOf(name) !== start || text.includes(name, end))
    features.push(`again, ${isWord ? 'word' : 'no word'}`)
  if (RATHER_ORDINARY.test(name)) features.push('ordinary', `ordinary, ${introduced}`)
  if (PLACE.test(text.slice(end - 1, end + 1)) || given[0] === '家')
    features.push(`place ${given.length}`, `place, ${after.does}`)
  if (hasKin(text, start)) features.push('kin', `kin, ${tier}`)
  const beside = nameBeside(text, start, end)
  if (beside !== '') features.push(`beside ${beside}`, `beside ${beside}, ${tier}`)
  return features
}

/** How it lies among the words of the dictionary: where it begins, and where it ends. */
function liesAmong({ words, wordFrom }: WordedText, start: number, end: number): [string, string] {
  const [first, last] = [words[start]!, words[end - 1]!]
  const begins =
    first.start < start
      ? 'inside a word'
      : first.end === end
        ? `is ${first.tag} ${end - start}`
        : `begins ${first.tag} ${Math.sign(first.end - end)}`
  const ends =
    last.end === end
      ? `ends ${last.tag} ${last.end - last.start}`
      : `cuts ${last.tag} ${last.end - end}, ${(wordFrom(end)?.word.length ?? 0) > 1 ? 'word' : 'no word'}`
  return [begins, ends]
}

/** How many of its characters hardly stand elsewhere, and how many may stand in a name. */
function madeOf(given: string): string {
  let sure = 0
  let likely = 0
  for (const char of given) {
    if (NAME_CHARACTERS.has(char)) sure++
    else if (GIVEN_CHARACTERS.has(char)) likely++
  }
  return `:${sure}${likely}`
}

/** 李家沱, 王府井: where one of these stands, a place is spoken of. */
const PLACE = /[路街镇乡村庄湾沟桥塘沱坝集寨屯营堡巷园店馆山寺河湖县区市州港]/
const JOINED = /[和与跟及同、，,/ ]/

/** Whether what may be another name is joined to it: 张伟、王芳. */
function nameBeside(text: string, start: number, end: number): string {
  const behind = JOINED.test(text[end] ?? '') && looksLikeName(text, end + 1)
  const before =
    JOINED.test(text[start - 1] ?? '') && (looksLikeName(text, start - 4) || looksLikeName(text, start - 3))
  const close = looksLikeName(text, end) || looksLikeName(text, start - 3)
  return behind || before ? `${text[behind ? end : start - 1]}` : close ? 'close' : ''
}

function looksLikeName(text: string, at: number): boolean {
  return (
    STRONG_SURNAMES.has(text[at] ?? '') &&
    GIVEN_CHARACTERS.has(text[at + 1] ?? '') &&
    (NAME_CHARACTERS.has(text[at + 1] ?? '') || NAME_CHARACTERS.has(text[at + 2] ?? ''))
  )
}

/** 焦裕、焦禄: the same surname close before. */
function hasKin(text: string, start: number): boolean {
  const before = text.slice(Math.max(0, start - 4), start)
  return JOINED.test(before.at(-1) ?? '') && before.slice(0, -2).includes(text[start]!)
}
