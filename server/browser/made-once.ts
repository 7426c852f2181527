import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    /** A folder of this run for what several files of tests need and one of them makes. */
    madeOnce: string
  }
}

export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'wenfa-tests-'))
  project.provide('madeOnce', folder)
  return () => rm(folder, { recursive: true, force: true })
}
