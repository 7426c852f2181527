import { readConfirmedPairs } from '../../knowledge/confirmed-pairs.js'
import { ingest } from '../../knowledge/ingest/ingest.js'
import { walkFiles } from '../../knowledge/ingest/walk-files.js'
import { whenNobodyLearns } from '../../retrieval/learned/fit-alone.js'
import { readRanker, type StoredRanker, storeReport } from '../../retrieval/learned/rankers.js'
import { type OpenRetriever, openRetriever } from '../../retrieval/open-retriever.js'
import { updateIndex } from '../update-index.js'
import { openWorkspace, type Workspace } from '../workspace.js'
import type { CommandContext } from './command-context.js'
import { learnReport } from './learn-report.js'
import { maskTogether } from './mask-together.js'
import { notUsed } from './not-used.js'
import { type Output, UsageError } from './output.js'
import { unmetAnswers } from './unmet-citations.js'

const EXIT_SOME_UNREAD = 3

/**
 * Takes confirmed answers in and fits the order of articles to all of them.
 * @returns the exit code: 0 everything was read, 3 some lines were not. Articles that are not loaded are told, no more:
 * they may come later
 */
export async function learnCommand(
  context: CommandContext,
  paths: readonly string[],
  { report, growth = false }: { report: boolean; growth?: boolean },
): Promise<number> {
  if (paths.length === 0 && !report) throw new UsageError('Name a file of confirmed answers, or --report')
  const { config, output } = context
  const workspace = await openWorkspace(config, output)
  try {
    const { db, dataDir } = workspace
    const unread = paths.length > 0 ? await readAnswers(workspace, context, paths) : 0
    const retriever = await openRetriever({ db, dataDir, embedding: config.embedding, log: output.say })
    try {
      if (paths.length > 0) await learn(workspace, retriever, output)
      const { contradictions, unmet } = await retriever.reviewAnswers()
      const read = new Set((await walkFiles(paths)).files.map(({ file }) => file))
      const unused = unmetAnswers(unmet, await readConfirmedPairs(db), read)
      for (const answer of unused) output.say(notUsed(answer))
      let ranker = await readRanker(db)
      if (ranker && growth) ranker = await withGrowth(ranker, workspace, retriever, output)
      const found = contradictions.length
      output.result({ ...ranker?.report, contradictions: found, unmet: unused }, () =>
        learnReport(ranker?.report ?? null, found),
      )
    } finally {
      await retriever.close()
    }
    return unread > 0 ? EXIT_SOME_UNREAD : 0
  } finally {
    await workspace.close()
  }
}

/** @returns how many lines or files were not used */
async function readAnswers(
  workspace: Workspace,
  { config, output }: CommandContext,
  paths: readonly string[],
): Promise<number> {
  const reading = output.progress('Reading')
  const { problems } = await ingest({
    db: workspace.db,
    paths,
    kind: 'confirmed',
    mask: maskTogether,
    onProgress: reading.update,
    onWait: () => output.say('Another process is ingesting: waiting for it'),
  })
  reading.stop()
  for (const problem of problems) output.say(notUsed(problem))
  await updateIndex(workspace, config, output)
  return problems.length
}

async function learn({ db }: Workspace, retriever: OpenRetriever, output: Output): Promise<void> {
  const fitting = output.progress('Learning')
  const outcome = await whenNobodyLearns(
    db,
    () => retriever.learn(fitting.update),
    () => output.say('Another process is learning: waiting for it'),
  )
  fitting.stop()
  if (outcome === 'unchanged') output.say('Nothing has changed since the last fit')
}

/** Kept with the ranker's report, so that it is shown again without being measured again. */
async function withGrowth(
  ranker: StoredRanker,
  { db }: Workspace,
  retriever: OpenRetriever,
  output: Output,
): Promise<StoredRanker> {
  const measuring = output.progress('Measuring')
  const growth = await retriever.measureGrowth(measuring.update)
  measuring.stop()
  if (!growth) return ranker
  const report = { ...ranker.report, growth }
  await storeReport(db, ranker.id, report)
  return { ...ranker, report }
}
