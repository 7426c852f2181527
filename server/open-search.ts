import { openRetriever } from '../retrieval/open-retriever.js'
import type { Output } from './cli/output.js'
import type { Config } from './config.js'
import type { Workspace } from './workspace.js'

/** The search over what is published in a workspace. */
export function openSearch({ db, dataDir }: Workspace, config: Config, output: Output) {
  return openRetriever({ db, dataDir, embedding: config.embedding, log: output.say })
}
