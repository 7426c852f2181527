import { randomUUID } from 'node:crypto'
import { aigcLabel } from '../../bot/aigc-label.js'
import { renderText } from '../../bot/render-text.js'
import { openAssistant, openRecords } from '../compose.js'
import { checkRegion } from './check-region.js'
import type { CommandContext } from './command-context.js'
import { UsageError } from './output.js'
import { readQuestions, writeLines } from './questions.js'

interface AskOptions {
  region?: string
  asOf?: string
  questions?: string
  out?: string
}

/** Answers without storing anything: no conversation, and no ticket in the queue of real staff. */
export async function askCommand(
  { config, output }: CommandContext,
  question: string | undefined,
  options: AskOptions,
): Promise<void> {
  if (options.questions ? !options.out || question : !question) {
    throw new UsageError('Give either a question, or --questions FILE with --out FILE')
  }
  checkRegion(options.region)
  const questions = await readQuestions(options)
  const records = await openRecords(config, output)
  const assistant = await openAssistant(records, config, output, { dryRun: true })
  const ask = async (text: string, regionCode?: string | null, asOfDate?: string | null) => {
    const messageId = randomUUID()
    const { outcome, answer, trace } = await assistant.bot.respond(
      {
        conversationId: `ask-${randomUUID()}`,
        messageId,
        text,
        channel: 'cli',
        regionCode: regionCode ?? options.region,
        asOfDate: asOfDate ?? options.asOf,
      },
      { signal: new AbortController().signal, onProgress() {} },
    )
    return { outcome, answer, trace, ...aigcLabel(answer, messageId) }
  }
  try {
    if (questions && options.out) {
      await writeLines(
        options.out,
        questions,
        async ({ id, question: text, region, asOf }) => ({ id, ...(await ask(text, region, asOf)) }),
        output.progress('Answering'),
      )
      return
    }
    const result = await ask(question ?? '')
    output.result(result, () => {
      const { aiGenerated, bases } = result.answer
      const text = renderText(result.answer, records.words)
      return aiGenerated && bases.length > 0 ? `${text}\n\n${records.words.noteReference}` : text
    })
  } finally {
    await assistant.close()
    await records.close()
  }
}
