import type { TurnResult } from '../../bot/turn.js'
import { describeTurn, seeTurn } from '../metrics/check-turn.js'
import { describeHits, RANK_METRICS, rankHits, searchArticles } from '../metrics/rank-hits.js'
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
    const hits = await searchArticles(subject, given)
    const turn = await seeTurn(subject, given)
    const ranks = rankHits(given, hits)
    const answered = isAnswered(turn.result)
    return {
      values: {
        ...ranks,
        answered: answered ? 1 : 0,
        ...(answered && answerValues(given, turn)),
        ...(given.plain !== undefined && (await dropFrom(given.plain))),
      },
      trace: { ...describeTurn(turn), ...describeHits(given, hits) },
      matter: turn.result.trace.matter ?? undefined,
    }

    async function dropFrom(plain: string): Promise<Record<string, number>> {
      const before = rankHits(given, await searchArticles(subject, given, plain))
      const answeredBefore = isAnswered(await subject.ask(given, plain))
      return {
        drop_answered: Number(answeredBefore) - Number(answered),
        ...(before.recall_at_10 !== undefined && {
          drop_recall_at_10: before.recall_at_10 - ranks.recall_at_10!,
        }),
      }
    }
  },
}

function isAnswered({ outcome }: TurnResult): boolean {
  return outcome.startsWith('answered_')
}
