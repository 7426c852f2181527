/** What was said beforehand of an answer, and whether it then was right. */
export interface Forecast {
  /** 0 to 1. */
  probability: number
  right: boolean
}

/** Share of what is answered that shall be right, 0 to 1: who is answered wrongly is harmed, who is handed over only waits. */
export const TARGET_PRECISION = 0.85
/** Of fewer answers the share says little. */
const LEAST_ANSWERS = 30

export interface AnswerThreshold {
  /** Answers are given from this probability on. */
  from: number
  /** Share of the questions that are answered then, and share of these that are right, 0 to 1. */
  coverage: number
  precision: number
}

/**
 * The lowest threshold at which TARGET_PRECISION is met, read off the risk–coverage curve.
 * @param forecasts of questions that the probability was not fitted to
 * @returns null: no thirty answers meet it
 */
export function chooseThreshold(forecasts: readonly Forecast[]): AnswerThreshold | null {
  const sorted = [...forecasts].sort((a, b) => b.probability - a.probability)
  let right = 0
  let chosen: AnswerThreshold | null = null
  for (const [i, forecast] of sorted.entries()) {
    if (forecast.right) right++
    const { probability: from } = forecast
    const answered = i + 1
    // Equal ones are answered together.
    if (answered < LEAST_ANSWERS || sorted[answered]?.probability === from) continue
    const precision = right / answered
    if (precision >= TARGET_PRECISION) chosen = { from, coverage: answered / sorted.length, precision }
  }
  return chosen
}
