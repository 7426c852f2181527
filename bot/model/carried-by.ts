import { regionsNamed } from '../../knowledge/find-region.js'
import { parentCodes } from '../../knowledge/regions.js'
import type { Passage } from '../../retrieval/passage.js'
import { maskPersonalData } from '../mask-personal-data.js'
import { surnameOf } from '../masking/surnames.js'
import { type Figure, figuresOf } from './figures-of.js'
import { isNameOf, lawsNamed } from './laws-named.js'

/** What a sentence is said to rest on. */
export interface Ground {
  passages: readonly Passage[]
  /** The sentences of the passages in which its quotes stand. */
  cited: string
}

/** Nobody can promise an outcome, unless a source does. */
const CERTAIN =
  /(?<!不)(?:一定(?![要得先期条比程数的范情是])|肯定|绝对|必定|必然(?!性)|铁定|准[能会]|包管|打包票|百分之?百|100%|保证(?![金人书期债险责合保担])|[包稳](?=[您你赢胜拿过])|必[赢胜]|万无一失|十拿九稳|(?:没有?|无)(?:任何)?风险|(?:零|毫无)风险|胜诉?率|成功率)/
/** Who says that something need not be has it from a sentence that denies; that it may not be, also from a duty. */
const RELEASES = /可以不|不用|不必|无需|无须|不需要?|免(?:费|交|收)/
const FORBIDS = /不能|不得|不可以|不准|禁止/
const DENIED = /[不无未免没非禁除拒勿]/
const DUTY = /应当?|必须|须|要|才|只/
/** 李律师, after a word that leads to somebody. */
const TITLED = /(?<=[找请问给联系])(\p{Script=Han})(?:律师|法官|主任|医生|警官|书记|经理)/gu
/** What happens to somebody: not said unless a source speaks of such a thing. */
const CONSEQUENCES = [/拘留/, /罚款/, /没收/, /吊销/, /开除/, /坐牢|判刑|徒刑|刑事|犯罪|监狱/]

/** Whether a sentence says nothing of its own: no figure, law, place, person, promise or denial beyond its ground. */
export function isCarriedBy(sentence: string, ground: Ground): boolean {
  const { passages, cited } = ground
  return (
    hasItsFigures(sentence, ground) &&
    namesItsLaws(sentence, passages) &&
    namesItsPlaces(sentence, passages) &&
    !namesSomebody(sentence, passages) &&
    CONSEQUENCES.every((words) => !words.test(sentence) || passages.some(({ text }) => words.test(text))) &&
    (!CERTAIN.test(sentence) || CERTAIN.test(cited)) &&
    (DENIED.test(cited) || (!RELEASES.test(sentence) && (!FORBIDS.test(sentence) || DUTY.test(cited))))
  )
}

/**
 * A figure stands in the cited sentences. From the rest of the passage it may come only where they have none of its
 * family: 五日 beside 三日内申请复核 is another deadline, 四倍 beside 这个上限 is what 这个 means.
 */
function hasItsFigures(sentence: string, { passages, cited }: Ground): boolean {
  const figures = figuresOf(sentence).filter(({ material }) => material)
  if (figures.length === 0) return true
  const near = figuresOf(cited)
  const far = passages.flatMap(({ title, text }) => figuresOf(`${title}\n${text}`))
  const isIn = (figure: Figure, ground: readonly Figure[]) =>
    ground.some(({ key, value }) => key === figure.key || (figure.unit === '' && value === figure.value))
  return figures.every(
    (figure) =>
      isIn(figure, near) || (isIn(figure, far) && near.every(({ family }) => family !== figure.family)),
  )
}

function namesItsLaws(sentence: string, passages: readonly Passage[]): boolean {
  const named = lawsNamed(sentence)
  if (named.length === 0) return true
  const known = passages.flatMap(({ kind, title, text }) => [
    ...(kind === 'statute' ? [title] : []),
    ...lawsNamed(text),
  ])
  return named.every((name) => known.some((title) => isNameOf(name, title)))
}

function namesItsPlaces(sentence: string, passages: readonly Passage[]): boolean {
  return regionsNamed(sentence).every(({ name, codes }) =>
    passages.some(
      ({ title, text, regionCode }) =>
        text.includes(name) ||
        title.includes(name) ||
        (regionCode !== null &&
          codes.some((code) => [regionCode, ...parentCodes(regionCode)].includes(code))),
    ),
  )
}

/** Personal data that stand in no source are made up, or somebody's. */
function namesSomebody(sentence: string, passages: readonly Passage[]): boolean {
  const masked = Object.values(maskPersonalData(sentence).tokens)
  const titled = [...sentence.matchAll(TITLED)].flatMap(([whole, before]) =>
    surnameOf(before!) === '' ? [] : [whole],
  )
  const found = [...masked, ...titled]
  return found.some((data) => passages.every(({ text }) => !text.includes(data)))
}
