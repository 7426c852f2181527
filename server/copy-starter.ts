import { copyMade } from '../storage/copy-made.js'
import { runWenfa } from './spawn-server.js'

/**
 * For tests: a data folder as the first start makes it, with the starter knowledge and its index, made once in a run of
 * the tests. Reading the starter knowledge takes longer than most tests of a server.
 */
export function copyStarter(dataDir: string): Promise<void> {
  return copyMade('starter', dataDir, async (made) => {
    const { code, stderr } = await runWenfa(['index', '--data', made])
    if (code !== 0) throw new Error(`The starter knowledge was not made: ${stderr}`)
  })
}
