import { createAnswering, WenfaRetriever } from '../bot/langchain.js'
import type { SearchOptions } from '../retrieval/retriever.js'
import { createOutput } from './cli/output.js'
import { openAssistant, openRecords } from './compose.js'
import { readConfig } from './config.js'

/**
 * Wenfa for a program that uses LangChain: knowledge, settings and data folder as of `wenfa serve`, which may run beside.
 * @param dataDir default: `WENFA_DATA`
 * @throws {ConfigError} and whatever keeps the data folder from being opened
 */
export async function openWenfa({ dataDir }: { dataDir?: string } = {}) {
  const config = readConfig(undefined, dataDir)
  const output = createOutput(false)
  const records = await openRecords(config, output)
  const assistant = await openAssistant(records, config, output, { dryRun: true })
  return {
    /** A `BaseRetriever`. @param options which law, how many */
    retriever: (options?: Partial<SearchOptions>) => new WenfaRetriever(assistant, options),
    /** A `Runnable` from a question to an answer with its bases. */
    answering: createAnswering(assistant),
    async close(): Promise<void> {
      await assistant.close()
      await records.close()
    },
  }
}
