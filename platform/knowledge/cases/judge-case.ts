import { createHash } from 'node:crypto'
import type { Answer } from '../../../bot/answer.js'
import type { Tried } from '../../../bot/try-question.js'
import type { CaseRun, ExpectedPassage } from './case-wire.js'

/** What a run of a case came to. */
export function judgeCase(
  { result, search }: Tried,
  expected: readonly ExpectedPassage[],
): Pick<CaseRun, 'outcome' | 'answered' | 'place' | 'cited'> {
  const isExpected = (title: string, article: string | null) =>
    expected.some((each) => each.title === title && each.article === article)
  const place = (search?.candidates ?? []).findIndex(({ lawTitle, article }) => isExpected(lawTitle, article))
  return {
    outcome: result.outcome,
    answered: result.outcome.startsWith('answered_'),
    place: place < 0 ? null : place + 1,
    cited: result.answer.bases.some(({ lawTitle, number }) => isExpected(lawTitle, articleOf(number))),
  }
}

/** 第三十条第二款 is of 第三十条. */
function articleOf(number: string | null): string | null {
  return number === null ? null : (/^第[^条]+条(?:之[一二三四五六七八九十]+)?/.exec(number)?.[0] ?? number)
}

/** The same for two answers that tell a citizen the same on the same grounds. */
export function digestOf(outcome: string, answer: Answer): string {
  const { summary, points, steps, materials, notices, choices, bases } = answer
  const grounds = bases.map(({ kind, lawTitle, number, versionDate, quote }) => [
    kind,
    lawTitle,
    number,
    versionDate,
    quote,
  ])
  return createHash('sha256')
    .update(JSON.stringify([outcome, summary, points, steps, materials, notices, choices, grounds]))
    .digest('base64url')
}
