import { readFileSync } from 'node:fs'
import { z } from 'zod'
import type { ChatModel } from '../../bot/chat-model.js'
import type { Case } from '../cases/case.js'

/** Raised with every change of the rubric: scores of one version are nothing to compare with those of another. */
export const JUDGE_VERSION = 'judge.v1'

const RUBRIC = readFileSync(new URL(`./${JUDGE_VERSION}.md`, import.meta.url), 'utf8')
const RUNS = 2

const score = z.number().int().min(1).max(5)
const verdictSchema = z.object({ reason: z.string(), correctness: score, relevance: score, clarity: score })

export interface Judgement {
  /** Mean of the scores over both runs, 1 to 5, and the variance of the two runs' means. */
  values: { judge: number; judge_variance: number }
  reasons: string[]
}

/** @returns null: the model failed, of which `onError` has been told */
export type Judge = (given: Case, answer: string) => Promise<Judgement | null>

/** A model that scores answers by a rubric, each twice. */
export function createJudge(model: ChatModel, onError: (error: unknown) => void): Judge {
  return async (given, answer) => {
    try {
      const verdicts = []
      for (let run = 0; run < RUNS; run++) {
        verdicts.push(
          await model.fill({
            system: RUBRIC,
            user: writeRequest(given, answer),
            schema: verdictSchema,
            schemaName: 'verdict',
            signal: new AbortController().signal,
          }),
        )
      }
      const means = verdicts.map((v) => (v.correctness + v.relevance + v.clarity) / 3)
      const mean = means.reduce((sum, each) => sum + each, 0) / RUNS
      const variance = means.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (RUNS - 1)
      return {
        values: { judge: mean, judge_variance: variance },
        reasons: verdicts.map(({ reason }) => reason),
      }
    } catch (error) {
      onError(error)
      return null
    }
  }
}

function writeRequest({ turns, expect }: Case, answer: string): string {
  return [
    `<question>${inert(turns.join('\n'))}</question>`,
    ...(expect.answer ? [`<expert>${inert(expect.answer)}</expert>`] : []),
    ...(expect.gold ? [`<gold>${inert(expect.gold.map(({ name }) => name).join('；'))}</gold>`] : []),
    `<answer>${inert(answer)}</answer>`,
  ].join('\n')
}

/** Nobody closes a tag from within. */
function inert(text: string): string {
  return text.replaceAll('<', '＜').replaceAll('>', '＞')
}
