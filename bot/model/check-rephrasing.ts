import { regionsNamed } from '../../knowledge/find-region.js'
import { contentPairs, coverage } from '../language/overlap.js'
import { maskPersonalData } from '../mask-personal-data.js'
import { figuresOf } from './figures-of.js'
import { lawsNamed } from './laws-named.js'
import { isStrange } from './strange-text.js'

export interface Rephrasing {
  /** What the model wrote. */
  question: string
  /** What the citizen said last, masked. */
  message: string
  /** The conversation as the model was shown it. */
  earlier: string
  prompt: string
}

const LONGEST = 200
/** Shares of pairs of characters: of the message that stays, of the rephrasing that was said before. */
const KEEPS_FROM = 0.5
const SAID_FROM = 0.8
const PRONOUNS = ['他', '她', '它', '对方', '人家']
const PERSONS = [
  '我们',
  '我',
  ...PRONOUNS,
  ...'老公 老婆 丈夫 妻子 前夫 前妻 爸爸 妈妈 父亲 母亲 儿子 女儿 孩子 哥哥 弟弟 姐姐 妹妹 公公 婆婆 岳父 岳母 爷爷 奶奶 邻居 老板 公司 单位 同事 房东 房客 租客 中介 物业 业主 商家 卖家 买家 医院 医生 学校 老师 同学 朋友 债主 担保人 警察 法官 律师 司机 保险公司'.split(
    ' ',
  ),
]
const PERSON = new RegExp(`(${PERSONS.join('|')})(\\p{L}?)`, 'gu')

/** Whether it asks the same, of the same person, and adds nothing to what was said. */
export function isSameQuestion({ question, message, earlier, prompt }: Rephrasing): boolean {
  const said = `${earlier}\n${message}`
  const saidFigures = new Set(figuresOf(said).map(({ key }) => key))
  const saidLaws = lawsNamed(said)
  return (
    question.length <= LONGEST &&
    !question.includes('\n') &&
    !isStrange(question, said, prompt) &&
    figuresOf(question).every(({ key, material }) => !material || saidFigures.has(key)) &&
    lawsNamed(question).every((law) => saidLaws.includes(law)) &&
    regionsNamed(question).every(({ name }) => said.includes(name)) &&
    Object.values(maskPersonalData(question).tokens).every((data) => said.includes(data)) &&
    keepsPersons(question, message, said) &&
    coverage(contentPairs(message), contentPairs(question)) >= KEEPS_FROM &&
    coverage(contentPairs(question), contentPairs(said)) >= SAID_FROM
  )
}

/** Each person does what that person was said to do: after 我老公打了邻居 and 他会坐牢吗 it is not 我 who 会坐牢. */
function keepsPersons(question: string, message: string, said: string): boolean {
  const saysI = message.includes('我')
  if (saysI && !question.includes('我')) return false
  return [...question.matchAll(PERSON)].every(([together, person, next]) => {
    if (said.includes(together)) return true
    const isOther = !person!.startsWith('我') && said.includes(person!)
    return isOther && PRONOUNS.some((pronoun) => message.includes(pronoun + next))
  })
}
