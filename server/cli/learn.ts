import { ingest } from '../../knowledge/ingest/ingest.js'
import { LEAST_LEARNED } from '../../retrieval/learned/fit-ranker.js'
import type { FitReport, RankQuality } from '../../retrieval/learned/fit-report.js'
import { readRanker } from '../../retrieval/learned/rankers.js'
import { openRetriever } from '../../retrieval/open-retriever.js'
import { updateIndex } from '../update-index.js'
import { openWorkspace } from '../workspace.js'
import type { CommandContext } from './command-context.js'
import { UsageError } from './output.js'

const EXIT_SOME_UNREAD = 3

/**
 * Takes confirmed answers in and fits the order of articles to all of them.
 * @returns the exit code: 0 everything was read, 3 some lines were not
 */
export async function learnCommand(
  { config, output }: CommandContext,
  paths: readonly string[],
  { report: onlyReport }: { report: boolean },
): Promise<number> {
  if (paths.length === 0 && !onlyReport) throw new UsageError('Name a file of confirmed answers, or --report')
  const workspace = await openWorkspace(config, output)
  try {
    const { db, dataDir } = workspace
    let unread = 0
    if (paths.length > 0) {
      const reading = output.progress('Reading')
      const report = await ingest({
        db,
        paths,
        kind: 'confirmed',
        onProgress: reading.update,
        onWait: () => output.say('Another process is ingesting: waiting for it'),
      })
      reading.stop()
      for (const { file, line, message } of report.problems)
        output.say(`Not used: ${file}${line === null ? '' : `:${line}`}: ${message}`)
      unread = report.problems.length
      await updateIndex(workspace, config, output)
      const fitting = output.progress('Learning')
      const retriever = await openRetriever({
        db,
        dataDir,
        embedding: config.embedding,
        log: output.say,
      })
      await retriever.learn(fitting.update)
      await retriever.close()
      fitting.stop()
    }
    const ranker = await readRanker(db)
    output.result(ranker?.report ?? null, () => (ranker ? reportText(ranker.report) : NOTHING_LEARNED))
    return unread > 0 ? EXIT_SOME_UNREAD : 0
  } finally {
    await workspace.close()
  }
}

const NOTHING_LEARNED = `Nothing was learned yet: at least ${LEAST_LEARNED} confirmed answers with articles that are loaded are needed`

function reportText({ questions, validation, before, after, used, tookMs }: FitReport): string {
  const row = (name: string, { recallAt1, recallAt10, recallAt100, mrr }: RankQuality) =>
    `${name.padEnd(10)}${[recallAt1, recallAt10, recallAt100, mrr].map((value) => value.toFixed(3).padStart(12)).join('')}`
  return [
    `Learned from ${questions} confirmed answers in ${(tookMs / 1000).toFixed(0)} s. On ${validation} that were held out:`,
    `${''.padEnd(10)}${['Recall@1', 'Recall@10', 'Recall@100', 'MRR'].map((name) => name.padStart(12)).join('')}`,
    row('before', before),
    row('after', after),
    used
      ? 'The learned order is in use.'
      : 'The learned order was no better and is not used; the answers themselves are searched.',
  ].join('\n')
}
