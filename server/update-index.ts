import { buildIndex } from '../retrieval/build-index.js'
import type { IndexManifest } from '../retrieval/index-store.js'
import type { Output } from './cli/output.js'
import type { Config } from './config.js'
import type { Workspace } from './workspace.js'

/** Brings the saved index to the published revision, with a bar: what a command left is searchable when it returns. */
export async function updateIndex(
  workspace: Workspace,
  config: Config,
  output: Output,
  { always = false } = {},
): Promise<IndexManifest> {
  const progress = output.progress('Indexing')
  const manifest = await buildIndex({
    db: workspace.db,
    dataDir: workspace.dataDir,
    embedding: config.embedding,
    onProgress: progress.update,
    onlyWhenStale: !always,
    log: output.say,
  })
  progress.stop()
  return manifest
}
