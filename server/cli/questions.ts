import { once } from 'node:events'
import { createWriteStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { z } from 'zod'
import { UsageError } from './output.js'

const questionLine = z.object({
  id: z.union([z.string(), z.number()]),
  question: z.string(),
  region: z.string().nullish(),
  asOf: z
    .string()
    .regex(/^\d{4}-\d{2}-\d{2}$/)
    .nullish(),
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

/** Writes one line of JSON a question, in order, and waits until all are on disk. */
export async function writeLines(
  path: string,
  questions: readonly Question[],
  answer: (question: Question) => Promise<unknown>,
  onProgress: (done: number, total: number) => void,
): Promise<void> {
  const out = createWriteStream(path)
  await once(out, 'open')
  for (const [index, question] of questions.entries()) {
    const line = `${JSON.stringify(await answer(question))}\n`
    if (!out.write(line)) await once(out, 'drain')
    onProgress(index + 1, questions.length)
  }
  out.end()
  await once(out, 'finish')
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}
