import type { TryQuestion } from '../../../bot/try-question.js'
import type { PlannedPublication } from '../../../knowledge/ingest/plan-publication.js'

/** The bot as citizens meet it, without traces. */
export interface Answering {
  tryQuestion: TryQuestion
  /** The bot on what is published, and on what would be. Without a model, whose words differ by chance. */
  compare(planned: PlannedPublication): Promise<Compared>
}

export interface Compared {
  before: TryQuestion
  after: TryQuestion
  /** Gives the memory back. */
  close(): Promise<void>
}
