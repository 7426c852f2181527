import { cpSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ingest } from '../../knowledge/ingest/ingest.js'
import { openRetriever } from '../../retrieval/open-retriever.js'
import { type Output, UsageError } from '../../server/cli/output.js'
import type { Config } from '../../server/config.js'
import { openWorkspace } from '../../server/workspace.js'
import type { Case } from '../cases/case.js'
import { RANK_METRICS, rankHits, searchArticles } from '../metrics/rank-hits.js'
import { shuffle } from '../metrics/take-some.js'
import { consultationCases } from '../readers/read-consultations.js'
import { openSubject } from '../subject.js'

export interface CrossValidation {
  questions: number
  /** By metric: mean over folds, spread (standard deviation) over folds, and the folds. */
  metrics: Record<string, { mean: number; spread: number; folds: number[] }>
}

/**
 * How well articles are found for questions like those that were learned from: the consultations are dealt into folds,
 * and for each fold a copy of the knowledge base learns all the others, as `wenfa learn` does.
 * @param limit so many consultations at most; null: all
 * @throws {UsageError} the knowledge base has learned already, or cannot be copied
 */
export async function crossValidate(
  config: Config,
  { sharedDir, folds, limit }: { sharedDir: string; folds: number; limit: number | null },
  output: Output,
): Promise<CrossValidation> {
  if (config.databaseUrl) throw new UsageError('--cv copies the data folder: it works on SQLite only')
  const subject = await openSubject(config, output)
  const { knowledge } = subject
  const known = consultationCases(sharedDir).filter(({ expect }) =>
    expect.gold!.some(({ matches }) => matches.some(({ file }) => subject.hasFile(file))),
  )
  await subject.close()
  if (knowledge !== 'statutes') {
    throw new UsageError('--cv needs a data folder with statutes that has learned nothing yet')
  }
  // In an order that has nothing to do with the file's: neighbours in it ask for the same articles.
  const cases = shuffle(known, ({ id }) => id).slice(0, limit ?? known.length)
  const folder = mkdtempSync(join(tmpdir(), 'wenfa-cv-'))
  try {
    const dataDir = join(folder, 'data')
    cpSync(config.dataDir, dataDir, { recursive: true })
    const values: Record<string, number>[] = []
    for (let fold = 0; fold < folds; fold++) {
      const isHeldOut = (_: unknown, i: number) => i % folds === fold
      const learned = cases.filter((each, i) => !isHeldOut(each, i))
      const progress = output.progress(`Fold ${fold + 1} of ${folds}`)
      values.push(
        await measureFold(
          { ...config, dataDir },
          join(folder, 'learned.jsonl'),
          { learned, heldOut: cases.filter(isHeldOut) },
          output,
          progress.update,
        ),
      )
      progress.stop()
    }
    const metrics = RANK_METRICS.map(({ name }) => [name, spreadOf(values.map((fold) => fold[name]!))])
    return { questions: cases.length, metrics: Object.fromEntries(metrics) }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

async function measureFold(
  config: Config,
  file: string,
  { learned, heldOut }: { learned: readonly Case[]; heldOut: readonly Case[] },
  output: Output,
  onProgress: (done: number, total: number) => void,
): Promise<Record<string, number>> {
  // The same file each time: what it no longer holds is withdrawn.
  writeFileSync(file, learned.map(lineOf).join('\n'))
  const workspace = await openWorkspace(config, output)
  const { db, dataDir } = workspace
  const { embedding } = config
  await ingest({ db, paths: [file], kind: 'confirmed' })
  const retriever = await openRetriever({ db, dataDir, embedding, log: () => {} })
  try {
    await retriever.learn(onProgress)
    const sums: Record<string, number> = {}
    for (const each of heldOut) {
      const values = rankHits(each, await searchArticles({ retriever }, each))
      for (const [name, value] of Object.entries(values)) sums[name] = (sums[name] ?? 0) + value
    }
    return Object.fromEntries(Object.entries(sums).map(([name, sum]) => [name, sum / heldOut.length]))
  } finally {
    await retriever.close()
    await workspace.close()
  }
}

function lineOf({ turns, expect }: Case): string {
  return JSON.stringify({
    question: turns[0],
    answer: expect.answer,
    cites: expect.gold!.map(({ name }) => name),
  })
}

function spreadOf(folds: readonly number[]): { mean: number; spread: number; folds: number[] } {
  const mean = folds.reduce((sum, each) => sum + each, 0) / folds.length
  const variance = folds.reduce((sum, each) => sum + (each - mean) ** 2, 0) / (folds.length - 1)
  return { mean, spread: Math.sqrt(variance), folds: [...folds] }
}
