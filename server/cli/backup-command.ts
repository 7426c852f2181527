import {
  closeSync,
  copyFileSync,
  existsSync,
  fsyncSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { join, resolve } from 'node:path'
import { sql } from 'kysely'
import { makeFolder } from '../../storage/make-folder.js'
import { makePrivateFile } from '../../storage/make-private-file.js'
import { connectDatabase } from '../../storage/open-database.js'
import type { CommandContext } from './command-context.js'
import { UsageError } from './output.js'

const DATABASE = 'wenfa.db'
/** The data key is kept apart from what it opens, and the index is built anew. */
const HOLIDAYS = 'holidays.json'

/**
 * Writes what is stored at this moment into a folder, also while a server runs. The file bears its name only when it is
 * whole.
 * @throws {UsageError} there is nothing to back up, or a backup is there already
 */
export async function backupCommand({ config, output }: CommandContext, folder: string): Promise<void> {
  const { dataDir, databaseUrl } = config
  if (databaseUrl) throw new UsageError('The tables are in PostgreSQL: back them up with pg_dump')
  if (!existsSync(join(dataDir, DATABASE)))
    throw new UsageError(`There is no ${DATABASE} in ${resolve(dataDir)}`)
  const path = join(folder, DATABASE)
  if (existsSync(path)) throw new UsageError(`${path} is there already: name another folder for each backup`)
  makeFolder(folder)
  const partial = `${path}.partial`
  // What a run before left that was ended in the middle.
  rmSync(partial, { force: true })
  try {
    makePrivateFile(partial)
    const database = await connectDatabase({ dataDir })
    try {
      await sql`vacuum into ${partial}`.execute(database.db)
    } finally {
      await database.close()
    }
    if (existsSync(join(dataDir, HOLIDAYS))) copyFileSync(join(dataDir, HOLIDAYS), join(folder, HOLIDAYS))
    // Whole also after a power cut: first what it holds, then its name.
    flush(partial)
    renameSync(partial, path)
    flush(folder)
  } catch (error) {
    rmSync(partial, { force: true })
    throw error
  }
  const bytes = statSync(path).size
  output.result({ path, bytes }, () => `Backed up into ${path} (${Math.ceil(bytes / 1024 / 1024)} MB)`)
  output.say('Without the data key nobody can read it: keep that in another place')
}

function flush(path: string): void {
  const file = openSync(path, 'r')
  try {
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
}
