import type { Passage } from '../../retrieval/passage.js'

const ASKS_PUNISHMENT = /怎么判|量刑|判(?:几|多)|判刑|坐牢|刑期|(?:怎么|如何)处罚|处罚标准/
const PUNISHES = /处[^。；]{0,60}(?:有期徒刑|无期徒刑|拘役|管制|罚金|死刑)/
const OF_THE_YOUNG = /^[^，。；]{0,8}(?:周岁|未成年)/
const SPEAKS_OF_YOUNG = /岁|未成年|孩子|小孩|儿童|学生|少年|娃/

/**
 * The article that leads, of the likeliest: not one for the young, where the question speaks of none; where a punishment
 * is asked for, one that says it. Many confirmed answers cite the age of responsibility beside a crime.
 * @param articles the likeliest first
 * @returns all of them, the leading one first
 */
export function leadFirst(articles: readonly Passage[], question: string): Passage[] {
  const fitting = articles.filter(({ text }) => SPEAKS_OF_YOUNG.test(question) || !OF_THE_YOUNG.test(text))
  const punishing = ASKS_PUNISHMENT.test(question) ? fitting.filter(({ text }) => PUNISHES.test(text)) : []
  const lead = punishing[0] ?? fitting[0]
  return lead === undefined ? [...articles] : [lead, ...articles.filter((article) => article !== lead)]
}
