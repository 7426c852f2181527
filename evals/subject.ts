import { randomUUID } from 'node:crypto'
import type { ChatModel } from '../bot/chat-model.js'
import { exchangeOf } from '../bot/exchange-of.js'
import { renderText } from '../bot/render-text.js'
import type { Exchange, TurnResult } from '../bot/turn.js'
import type { Passage } from '../retrieval/passage.js'
import type { Retriever } from '../retrieval/retriever.js'
import type { Output } from '../server/cli/output.js'
import { openAssistant, openRecords } from '../server/compose.js'
import type { Config } from '../server/config.js'
import type { Db } from '../storage/database.js'
import type { Case } from './cases/case.js'
import { sameFile } from './retrieval/ranking-metrics.js'

/** What knowledge a run was measured on: figures of one are nothing to compare with those of another. */
export type Knowledge = 'starter' | 'statutes' | 'learned'

/** What is measured: a whole assistant that stores nothing. */
export interface Subject {
  readonly config: Config
  readonly db: Db
  readonly knowledge: Knowledge
  readonly retriever: Retriever
  readonly model: ChatModel | undefined
  /** The messages of a case, one after another in one conversation. @returns the last reply */
  ask(given: Case, text?: string): Promise<TurnResult>
  passagesOf(ids: readonly string[]): Promise<Passage[]>
  /** An answer as citizens read it on plain channels. */
  render(result: TurnResult): string
  /** A file of this name, compared by its end, was ingested. */
  hasFile(file: string): boolean
  /** Word for word among the confirmed answers that were learned. */
  hasLearned(question: string): boolean
  close(): Promise<void>
}

export async function openSubject(config: Config, output: Output): Promise<Subject> {
  const records = await openRecords(config, output)
  const { db } = records
  const talks = new Map<string, Exchange[]>()
  const history = async (conversationId: string) => talks.get(conversationId) ?? []
  const assistant = await openAssistant(records, config, output, { dryRun: true, conversations: { history } })
  const { bot, retriever, passages, model } = assistant
  const versions = await db
    .selectFrom('source_versions as v')
    .innerJoin('sources as s', 's.id', 'v.source_id')
    .select(['v.file', 's.kind', 's.title'])
    .where('v.status', '=', 'published')
    .execute()
  const statutes = versions.filter(({ kind }) => kind === 'statute').map(({ file }) => file)
  const learned = new Set(versions.filter(({ file }) => file.endsWith('.jsonl')).map(({ title }) => title))

  return {
    config,
    db,
    knowledge: statutes.length === 0 ? 'starter' : learned.size === 0 ? 'statutes' : 'learned',
    retriever,
    model,
    async ask({ turns, region, asOf }, text) {
      const conversationId = `eval-${randomUUID()}`
      const talk: Exchange[] = []
      talks.set(conversationId, talk)
      const messages = text === undefined ? turns : [...turns.slice(0, -1), text]
      let result: TurnResult | undefined
      for (const message of messages) {
        result = await bot.respond(
          {
            conversationId,
            messageId: randomUUID(),
            text: message,
            channel: 'evals',
            regionCode: region,
            asOfDate: asOf,
          },
          { signal: new AbortController().signal, onProgress() {} },
        )
        talk.push(exchangeOf(message, result))
      }
      talks.delete(conversationId)
      return result!
    },
    passagesOf: (ids) => passages.byIds(ids),
    render: ({ answer }) => renderText(answer, records.words),
    hasFile: (file) => statutes.some((loaded) => sameFile(file, loaded)),
    hasLearned: (question) => learned.has(question.trim()),
    async close() {
      await assistant.close()
      await records.close()
    },
  }
}
