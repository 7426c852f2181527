import type { TryQuestion } from '../../../bot/try-question.js'

/** The bot as citizens meet it, without traces. */
export interface Answering {
  tryQuestion: TryQuestion
}
