import { z } from 'zod'
import type { Case } from '../cases/case.js'
import { articleNames, leadingArticle } from './article-names.js'
import { readRecords } from './read-records.js'

const recordSchema = z.object({
  instruction: z.string(),
  question: z.string().trim().min(1),
  answer: z.string().trim().min(1),
})

/** Tasks of LawBench that ask for law: reciting an article, the article of a scene, a consultation. */
export const LAWBENCH_TASKS = ['1-1', '3-2', '3-8'] as const
export type LawbenchTask = (typeof LAWBENCH_TASKS)[number]

/**
 * The instruction is part of the message where it says what is wanted, an article and nothing else; that of a
 * consultation tells a language model to answer, which needs no telling.
 */
export function readLawbench(path: string, task: LawbenchTask): Case[] {
  return readRecords(path, recordSchema).map(({ instruction, question, answer }, n) => {
    const cites = citesOf(task, question, answer)
    return {
      id: `lawbench-${task}-${n + 1}`,
      turns: [task === '3-8' ? question : `${instruction.trim()}\n${question}`],
      kind: `lawbench_${task.replace('-', '_')}`,
      expect: { ...(cites.length > 0 && { cites }), answer },
    }
  })
}

function citesOf(task: LawbenchTask, question: string, answer: string): string[] {
  switch (task) {
    case '1-1':
      return leadingArticle(question)
    case '3-2':
      return leadingArticle(answer)
    case '3-8':
      return articleNames(answer)
  }
}
