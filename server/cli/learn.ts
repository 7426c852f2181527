import { type MaskTokens, maskPersonalData } from '../../bot/mask-personal-data.js'
import { type ConfirmedPair, pairsNamed, readConfirmedPairs } from '../../knowledge/confirmed-pairs.js'
import { ingest } from '../../knowledge/ingest/ingest.js'
import { restoreConfirmed, withdrawConfirmed } from '../../knowledge/ingest/withdraw-confirmed.js'
import { whenNobodyLearns } from '../../retrieval/learned/fit-alone.js'
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
        mask: maskTogether,
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
      const outcome = await whenNobodyLearns(
        db,
        () => retriever.learn(fitting.update),
        () => output.say('Another process is learning: waiting for it'),
      )
      await retriever.close()
      fitting.stop()
      if (outcome === 'unchanged') output.say('Nothing has changed since the last fit')
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

/** One person has one token in the question and in its answer. */
function maskTogether(texts: readonly string[]): string[] {
  let known: MaskTokens = {}
  return texts.map((text) => {
    const { masked, tokens } = maskPersonalData(text, known)
    known = tokens
    return masked
  })
}

/** `--list`, and `--withdraw` or `--restore` of pairs named by id or question. */
export async function confirmedCommand(
  { config, output }: CommandContext,
  { withdraw, restore }: { withdraw?: string[]; restore?: string[] },
): Promise<void> {
  const workspace = await openWorkspace(config, output)
  try {
    const { db } = workspace
    const onWait = () => output.say('Another process is ingesting: waiting for it')
    const pairs = await readConfirmedPairs(db)
    if (withdraw) await withdrawConfirmed(db, { ids: idsNamed(pairs, withdraw), onWait })
    if (restore) await restoreConfirmed(db, { ids: idsNamed(pairs, restore), onWait })
    if (withdraw || restore) await updateIndex(workspace, config, output)
    const now = await readConfirmedPairs(db)
    output.result(now, () => now.map(pairText).join('\n'))
  } finally {
    await workspace.close()
  }
}

/** @throws {UsageError} a name fits none or several */
function idsNamed(pairs: readonly ConfirmedPair[], names: readonly string[]): string[] {
  return names.map((name) => {
    const found = pairsNamed(pairs, maskTogether([name])[0]!)
    if (found.length === 1) return found[0]!.id
    throw new UsageError(
      found.length === 0
        ? `No confirmed answer has the id or question ${name}: wenfa learn --list shows them`
        : `${name} is the question of several: name one by its id, ${found.map(({ id }) => id).join(', ')}`,
    )
  })
}

function pairText({ id, question, cites, places, withdrawnAt }: ConfirmedPair): string {
  const held = places.map(({ file, line }) => (line === null ? file : `${file}:${line}`)).join(', ')
  return [id, withdrawnAt ? 'withdrawn' : 'in use', question, cites.join('、'), held].join('\t')
}
