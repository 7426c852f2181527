import { describeTurn, seeTurn } from '../measures/check-turn.js'
import { describeHits, RANK_METRICS, rankHits, searchArticles } from '../measures/rank-hits.js'
import { answerValues } from './answers.js'
import { type Suite, share } from './suite.js'

/** What typos, dialect, traditional characters, misheard words and long stories do to search and answers. */
export const robustness: Suite = {
  name: 'robustness',
  title: '经得起错字、方言和长篇叙述',
  metrics: [
    ...RANK_METRICS,
    share('settled', '答复依据正确（前五条含应引条文）'),
    share('answered', '直接作答'),
    share('drop_recall_at_10', '比原句少找到的（前十条）', 'lower'),
    share('drop_answered', '比原句少答的', 'lower'),
  ],
  needsStatutes: true,
  async measure(given, { subject }) {
    const [hits, turn] = [await searchArticles(subject, given), await seeTurn(subject, given)]
    const values = { ...rankHits(given, hits), ...valuesOf(turn.result.outcome) }
    const { plain } = given
    const before = plain === undefined ? null : await measurePlain(plain)
    return {
      values: {
        ...values,
        ...(values.answered === 1 && answerValues(given, turn)),
        ...(before && { drop_answered: before.answered - values.answered }),
        ...(before?.recall !== undefined && {
          drop_recall_at_10: before.recall - values.recall_at_10!,
        }),
      },
      trace: { ...describeTurn(turn), ...describeHits(given, hits) },
      matter: turn.result.trace.matter ?? undefined,
    }

    async function measurePlain(text: string) {
      const ranks = rankHits(given, await searchArticles(subject, given, text))
      const { outcome } = await subject.ask(given, text)
      return { recall: ranks.recall_at_10, answered: valuesOf(outcome).answered }
    }
  },
}

function valuesOf(outcome: string): { answered: number } & Record<string, number> {
  return { answered: outcome.startsWith('answered_') ? 1 : 0 }
}
