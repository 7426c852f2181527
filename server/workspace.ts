import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ingestIfChanged } from '../knowledge/ingest/ingest.js'
import { STARTER_PREFIX } from '../knowledge/starter-prefix.js'
import type { DataKey } from '../storage/data-key.js'
import type { OpenDatabase } from '../storage/database.js'
import { holdDataKey } from '../storage/key-use.js'
import { makeFolder } from '../storage/make-folder.js'
import { openDataKey } from '../storage/open-data-key.js'
import { openDatabase } from '../storage/open-database.js'
import type { Output } from './cli/output.js'
import type { Config } from './config.js'

const STARTER_FOLDER = join(import.meta.dirname, '..', 'knowledge', 'starter')

export interface Workspace extends OpenDatabase {
  dataDir: string
  dataKey: DataKey
}

/**
 * Opens the data folder. A new one gets its tables, its key and the starter knowledge; an upgraded program brings
 * the starter knowledge of its version along.
 */
export async function openWorkspace(config: Config, output: Output): Promise<Workspace> {
  const isNew = !existsSync(config.dataDir)
  makeFolder(config.dataDir)
  if (isNew) output.say(`New data folder ${config.dataDir}: loading the starter knowledge`)
  const { dataDir, dataKey: fromEnvironment } = config
  const opened = await openDatabase(config)
  let inUse: Awaited<ReturnType<typeof holdDataKey>> | undefined
  const close = async () => {
    await opened.close()
    inUse?.release()
  }
  try {
    inUse = await holdDataKey(opened.db)
    const dataKey = await openDataKey({ ...opened, dataDir, fromEnvironment })
    const workspace = { ...opened, dataDir, dataKey, close }
    await loadStarter(workspace, output)
    return workspace
  } catch (error) {
    await close()
    throw error
  }
}

async function loadStarter(workspace: Workspace, output: Output): Promise<void> {
  const progress = output.progress('Starter knowledge')
  const report = await ingestIfChanged({
    db: workspace.db,
    paths: ['guides', 'faq'].map((folder) => join(STARTER_FOLDER, folder)),
    filePrefix: STARTER_PREFIX,
    onWait: () => output.say('Another process is ingesting: waiting for it before the starter knowledge'),
    onProgress: (done, total) => {
      if (done === total) progress.stop()
      else progress.update(done, total)
    },
  })
  if (report?.problems.length) throw new Error(`Starter knowledge is damaged: ${report.problems[0]?.message}`)
}
