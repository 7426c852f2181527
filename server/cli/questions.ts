import { open, readFile, stat } from 'node:fs/promises'
import { z } from 'zod'
import { checkRegion } from './check-region.js'
import { UsageError } from './output.js'
import type { Progress } from './progress.js'

/** Windows programs write it at the start of a text file. */
const BYTE_ORDER_MARK = /^\ufeff/

const questionLine = z
  .object({
    id: z.union([z.string(), z.number()]),
    question: z.string().optional(),
    /** Another name for `question`. */
    text: z.string().optional(),
    region: z.string().nullish(),
    asOf: z.iso.date().nullish(),
  })
  .transform(({ question, text, ...rest }, context) => {
    const asked = question ?? text
    if (asked !== undefined) return { ...rest, question: asked }
    context.addIssue('it has no "question"')
    return z.NEVER
  })

export type Question = z.infer<typeof questionLine>

/**
 * @returns null where no file is named
 * @throws {UsageError} the file cannot be read or would be overwritten, or names the line that is not a question
 */
export async function readQuestions(files: { questions?: string; out?: string }): Promise<Question[] | null> {
  const { questions: path, out } = files
  if (path === undefined) return null
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UsageError(`--questions: ${path} cannot be read`)
  })
  if (out !== undefined && (await isSameFile(path, out))) {
    throw new UsageError(`--out is ${out}, which holds the questions: name another file`)
  }
  const questions: Question[] = []
  for (const [index, line] of text.replace(BYTE_ORDER_MARK, '').split('\n').entries()) {
    if (line.trim() === '') continue
    const parsed = questionLine.safeParse(parseJson(line))
    if (!parsed.success) {
      throw new UsageError(
        `${path}:${index + 1} is not a question: {"id", "question", "region"?, "asOf"?} is needed (${parsed.error.issues[0]?.message})`,
      )
    }
    checkRegion(parsed.data.region, `${path}:${index + 1}: region`)
    questions.push(parsed.data)
  }
  return questions
}

/** Also by another name, such as a link. */
async function isSameFile(path: string, other: string): Promise<boolean> {
  const [a, b] = await Promise.all([path, other].map((name) => stat(name).catch(() => null)))
  return a != null && b != null && a.dev === b.dev && a.ino === b.ino
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
