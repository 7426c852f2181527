import { existsSync } from 'node:fs'
import { cp, mkdtemp, rename } from 'node:fs/promises'
import { join } from 'node:path'

/** A folder of this run of the tests for what several files need and one of them makes; absent outside of a run. */
export const madeOnce = process.env.TEST_MADE_ONCE

/**
 * Copies a folder that several files of tests need and the first of them makes.
 * @param name of what is made, in this run of the tests
 * @param make fills the empty folder that it is given
 */
export async function copyMade(
  name: string,
  target: string,
  make: (folder: string) => Promise<void>,
): Promise<void> {
  const made = join(madeOnce!, name)
  if (!existsSync(made)) {
    const making = await mkdtemp(`${made}-`)
    await make(making)
    // Another file's tests may have been faster: theirs is as good.
    await rename(making, made).catch(() => {})
  }
  await cp(made, target, { recursive: true })
}
