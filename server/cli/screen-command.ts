import { maskPersonalData } from '../../bot/mask-personal-data.js'
import { screenText } from '../../bot/steps/screen-message.js'
import type { CommandContext } from './command-context.js'
import { readQuestions, writeLines } from './questions.js'

/**
 * What the screening makes of each message, and the message as models, logs and traces see it. Nothing is stored.
 * @throws {UsageError} of the files
 */
export async function screenCommand(
  { config, output }: CommandContext,
  questions: string,
  { out }: { out: string },
): Promise<void> {
  const messages = (await readQuestions({ questions, out })) ?? []
  await writeLines(
    out,
    messages,
    async ({ id, question }) => {
      const { text, crisis, declined } = screenText(question, config.limits.maxTextLength)
      const outcome = crisis === null ? (declined ?? 'passed') : 'crisis_signposted'
      return { id, outcome, ...(crisis && { danger: crisis }), masked: maskPersonalData(text).masked }
    },
    output.progress('Screening'),
  )
}
