import { type FollowingRetriever, openRetriever } from '../retrieval/open-retriever.js'
import { openSearchThread } from '../retrieval/thread/open-search-thread.js'
import type { Output } from './cli/output.js'
import type { Config } from './config.js'
import type { Workspace } from './workspace.js'

/**
 * The search over what is published in a workspace.
 * @param inThread beside what this thread does: for a server
 */
export function openSearch(
  { db, dataDir }: Workspace,
  config: Config,
  output: Output,
  { inThread = false } = {},
): Promise<FollowingRetriever> {
  const { databaseUrl, embedding } = config
  return inThread
    ? openSearchThread({ dataDir, databaseUrl, embedding, log: output.say })
    : openRetriever({ db, dataDir, embedding, log: output.say })
}
