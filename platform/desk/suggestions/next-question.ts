import type { Proposals } from '../../../bot/propose.js'
import { factsOf } from '../../tickets/facts-of.js'
import { hotlineWords } from './hotline-words.js'

/** In the order in which a call is told. */
const WANTED = ['what', 'who', 'when', 'where', 'wish'] as const

/**
 * The question worth asking next: the one that the bot would ask back, else the first fact that a ticket needs and
 * nobody has said.
 * @param masked what the caller said, personal data replaced
 * @returns null: everything was said
 */
export function nextQuestion(
  { question, regionCode }: Pick<Proposals, 'question' | 'regionCode'>,
  masked: string,
): { text: string; choices: readonly string[] } | null {
  if (question?.kind === 'fact') return question
  if (question && question.choices.length > 1) {
    return { text: hotlineWords.which(question.choices), choices: question.choices }
  }
  const facts = factsOf([masked])
  const missing = WANTED.find((part) => !facts[part] && !(part === 'where' && regionCode !== null))
  return missing ? { text: hotlineWords.ask[missing], choices: [] } : null
}
