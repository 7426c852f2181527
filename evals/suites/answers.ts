import type { TurnResult } from '../../bot/turn.js'
import type { Forecast } from '../../retrieval/learned/answer-threshold.js'
import type { Case } from '../cases/case.js'
import { calibrationError } from '../metrics/calibration.js'
import { checkTurn, describeTurn, type SeenTurn, seeTurn } from '../metrics/check-turn.js'
import { isNamed } from '../metrics/names.js'
import { rougeL } from '../metrics/rouge-l.js'
import { consultationCases } from '../readers/read-consultations.js'
import { judgedCases } from '../readers/read-judged.js'
import type { Subject } from '../subject.js'
import { type Suite, share, type Values } from './suite.js'

/** A question is settled when what decides it is among so many articles that are cited. */
const MOST_CITED = 5

/** How good the answers are that are given; those that are handed off count for `answered` alone. */
export const answers: Suite = {
  name: 'answers',
  title: '答复质量',
  metrics: [
    share('settled', '答复依据正确（前五条含应引条文）'),
    share('answered', '直接作答'),
    share('cite_precision', '引用查准率'),
    share('cite_recall', '引用查全率'),
    share('verbatim', '引文逐字一致'),
    share('rouge_l', '与专家答复相近 ROUGE-L'),
    share('outcome', '处理方式正确'),
    {
      ...share('calibration_error', '把握与实际的差距 ECE', 'lower'),
      pooled: {
        needs: ['probability', 'settled'],
        figureOf: (cases) => calibrationError(forecastsOf(cases)),
      },
    },
    { name: 'judge', label: '模型评分（1–5 分）', better: 'higher', unit: 'points' },
    { name: 'judge_variance', label: '两次评分的方差', better: 'lower', unit: 'points' },
  ],
  leavesOutLearned: true,
  sharedCases: (sharedDir) => [...consultationCases(sharedDir), ...judgedCases(sharedDir)],
  async measure(given, { subject, judge }) {
    const turn = await seeTurn(subject, given)
    const { outcome } = checkTurn(given, turn)
    const answered = turn.result.outcome.startsWith('answered_')
    const text = subject.render(turn.result)
    const { probability } = turn.result.trace
    const judged = answered && judge ? await judge(given, text) : null
    return {
      values: {
        answered: answered ? 1 : 0,
        ...(outcome !== undefined && { outcome }),
        ...(answered && answerValues(given, turn)),
        ...(answered && probability !== null && { probability }),
        ...(answered && given.expect.answer && { rouge_l: rougeL(text, given.expect.answer).f1 }),
        ...(answered && (await quoteValues(subject, turn.result))),
        ...judged?.values,
      },
      trace: { ...describeTurn(turn), ...(judged && { judged: judged.reasons }) },
      matter: turn.result.trace.matter ?? undefined,
    }
  },
}

/** What the bot thought of the answers that it gave, where it is known whether they settle the question. */
export function forecastsOf(cases: readonly Values[]): Forecast[] {
  return cases.flatMap(({ probability, settled }) =>
    probability === undefined || settled === undefined ? [] : [{ probability, right: settled === 1 }],
  )
}

/** Citation figures against what decides the question. */
export function answerValues({ expect }: Case, { cited, result }: SeenTurn): Record<string, number> {
  const wanted = expect.gold?.map(({ name }) => name) ?? expect.cites
  if (!wanted) return {}
  const articles = cited.filter(({ article }) => article !== null).slice(0, MOST_CITED)
  const entries = cited.filter(({ article }) => article === null)
  const met = wanted.filter((name) => [...articles, ...entries].some((seen) => isNamed(name, seen)))
  const isSettled = met.length > 0 || result.answer.choices.some((choice) => wanted.includes(choice))
  if (!expect.gold) return { settled: isSettled ? 1 : 0 }
  const right = articles.filter((seen) => wanted.some((name) => isNamed(name, seen)))
  return {
    settled: isSettled ? 1 : 0,
    cite_recall: met.length / wanted.length,
    ...(articles.length > 0 && { cite_precision: right.length / articles.length }),
  }
}

/** Of the quotes, the share that stands word for word in the passage that it is said to be from. */
async function quoteValues(subject: Subject, { answer }: TurnResult): Promise<Record<string, number>> {
  const quoted = answer.bases.filter(({ quote, passageId }) => quote !== null && passageId !== null)
  if (quoted.length === 0) return {}
  const passages = await subject.passagesOf(quoted.map(({ passageId }) => passageId!))
  const textOf = new Map(passages.map(({ id, text }) => [id, text]))
  const exact = quoted.filter(({ quote, passageId }) => textOf.get(passageId!)?.includes(quote!))
  return { verbatim: exact.length / quoted.length }
}
