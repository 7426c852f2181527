import { checkTurn, describeTurn, seeTurn } from '../metrics/check-turn.js'
import { type Suite, share } from './suite.js'

/** Whether what has no answer in the knowledge base is left unanswered. */
export const abstention: Suite = {
  name: 'abstention',
  title: '不该答的不答',
  metrics: [
    share('answered', '误答', 'lower'),
    share('answered_from_articles', '仅凭法条误答', 'lower'),
    share('answered_from_entries', '凭指南或问答误答', 'lower'),
    share('told', '反问时先说了要点', 'lower'),
    share('outcome', '处理方式正确'),
  ],
  async measure(given, { subject }) {
    const turn = await seeTurn(subject, given)
    const { outcome, answer } = turn.result
    // That a law or an article does not exist is what had to be said, and no ticket's state is a legal answer.
    const isAnswer =
      outcome.startsWith('answered_') &&
      outcome !== 'answered_article_not_found' &&
      outcome !== 'answered_ticket_status'
    const entry = answer.bases.some(({ kind }) => kind !== 'statute')
    return {
      values: {
        ...checkTurn(given, turn),
        answered: isAnswer ? 1 : 0,
        answered_from_articles: isAnswer && !entry ? 1 : 0,
        answered_from_entries: isAnswer && entry ? 1 : 0,
        told: outcome.startsWith('clarifying_') && answer.points.length > 0 ? 1 : 0,
      },
      trace: describeTurn(turn),
      matter: turn.result.trace.matter ?? undefined,
    }
  },
}
