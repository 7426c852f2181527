import { open, readFile } from 'node:fs/promises'
import { z } from 'zod'
import { UsageError } from './output.js'
import type { Progress } from './progress.js'

const questionLine = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  region: z.string().nullish(),
  asOf: z.iso.date().nullish(),
})

export type Question = z.infer<typeof questionLine>

/** @throws {UsageError} the file cannot be read, or names the line that is not a question */
export async function readQuestions(path: string): Promise<Question[]> {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`--questions: ${path} cannot be read`)
  })
  return text.split('\n').flatMap((line, index) => {
    if (line.trim() === '') return []
    const parsed = questionLine.safeParse(parseJson(line))
    if (parsed.success) return [parsed.data]
    throw new UsageError(
      `${path}:${index + 1} is not a question: {"id", "question", "region"?, "asOf"?} is needed (${parsed.error.issues[0]?.message})`,
    )
  })
}

/**
 * Writes one line of JSON a question, in order.
 * @throws {Error} of the file, such as ENOSPC, or of `answer`; the lines before it stay in the file
 */
export async function writeLines(
  path: string,
  questions: readonly Question[],
  answer: (question: Question) => Promise<unknown>,
  progress: Progress,
): Promise<void> {
  const file = await open(path, 'w')
  try {
    for (const [index, question] of questions.entries()) {
      await file.appendFile(`${JSON.stringify(await answer(question))}\n`)
      progress.update(index + 1, questions.length)
    }
  } finally {
    progress.stop()
    await file.close()
  }
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
