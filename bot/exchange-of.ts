import type { Exchange, TurnResult } from './turn.js'

/** What later turns know of one that has ended. @param question as stored: personal data masked */
export function exchangeOf(
  question: string,
  { outcome, answer, trace }: Pick<TurnResult, 'outcome' | 'answer' | 'trace'>,
): Exchange {
  return {
    question,
    standaloneQuestion: trace.standaloneQuestion ?? question,
    outcome,
    answer,
    matter: trace.matter ?? 'other',
    regionCode: trace.region,
    asOfDate: trace.asOfDate,
  }
}
