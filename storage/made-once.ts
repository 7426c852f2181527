import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** Before a run of the tests: makes the folder of `madeOnce`; the returned function removes what came of it. */
export default async function setup() {
  // Every project of the tests asks for it.
  if (process.env.TEST_MADE_ONCE) return
  const folder = await mkdtemp(join(tmpdir(), 'wenfa-tests-'))
  process.env.TEST_MADE_ONCE = folder
  return async () => {
    // Not before: it reads which folder that is as it loads.
    const { dropTemplate } = await import('./test-database.js')
    await dropTemplate()
    await rm(folder, { recursive: true, force: true })
  }
}
