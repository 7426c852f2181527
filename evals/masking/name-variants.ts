import { surnameOf } from '../../bot/masking/surnames.js'
import { madeGivenName, madeName, madeSurname, oneOf } from './made-names.js'

export interface NamedSentence {
  text: string
  names: readonly string[]
}

/** Share of other given names that are taken from the sentences themselves. */
const WRITTEN = 0.5

/** The same sentences with other names: they say again what stands around names, and nothing of these names. */
export function renamed(
  sentences: readonly NamedSentence[],
  times: number,
  random: () => number,
): NamedSentence[] {
  const givenNames = sentences.flatMap(({ names }) =>
    names
      .filter((name) => surnameOf(name) !== '' && name.length < 4)
      .map((name) => name.slice(surnameOf(name).length)),
  )
  const otherName = (): string =>
    random() < WRITTEN ? madeSurname(random) + oneOf(givenNames, random) : madeName(random)
  return sentences
    .filter(({ names }) => names.length > 0)
    .flatMap((each) => Array.from({ length: times }, () => rename(each, otherName)))
}

function rename({ text, names }: NamedSentence, otherName: () => string): NamedSentence {
  let other = text
  const others = names.map((name) => {
    if (name.includes('·')) return name
    const given = otherName()
    other = other.replaceAll(name, given)
    return given
  })
  return { text: other, names: others }
}

/** Of whom people speak without a name. */
const SOMEBODY =
  /我?(?:男朋友|女朋友|前男友|前女友|包工头|老公|老婆|丈夫|妻子|前夫|前妻|对象|爸爸|妈妈|父亲|母亲|儿子|女儿|哥哥|弟弟|姐姐|妹妹|同事|邻居|房东|老板|中介|婆婆|公公|亲戚|舅舅|叔叔|姑姑|嫂子|侄子|堂哥|表弟|男方|女方|对方|被告|原告|债务人|租客|租户|领导|经理|司机(?!机)|朋友(?!圈)|爸(?!爸)|妈(?!妈)|(?<![其吉])[他她](?![们人的]))/g
/** Of those that are spoken of, so many get a name, and of these so many keep what they are called too. */
const NAMED = 0.6
const CALLED = 0.4

/** The question, with names for some of those that it speaks of; null where it speaks of nobody. */
export function named(question: string, random: () => number): NamedSentence | null {
  const names = new Map<string, string>()
  const text = question.replace(SOMEBODY, (who) => {
    if (random() > NAMED) return who
    const name = names.get(who) ?? madeGiven(random)
    names.set(who, name)
    return /[他她]$/.test(who) || random() > CALLED ? name : who + name
  })
  return names.size === 0 ? null : { text, names: [...names.values()] }
}

/** Real questions already tell of places and things with every kind of word: here people have people's names. */
function madeGiven(random: () => number): string {
  return random() < 0.05 ? madeName(random) : madeSurname(random) + madeGivenName(random)
}
