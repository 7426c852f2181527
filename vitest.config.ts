import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** The tests that kill processes take minutes each: one that began last would keep a core waiting. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => /-?crash\.test\.ts$|real-statutes/.test(moduleId)
    const sorted = await super.sort(files)
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))]
  }
}

export default defineConfig({
  test: {
    include: ['**/*.test.ts'],
    exclude: ['node_modules', 'dist', 'data'],
    globalSetup: 'server/browser/made-once.ts',
    sequence: { sequencer: LongestFirst },
    // Two cores: more workers than that only slow the browser and the process tests down.
    maxWorkers: 2,
    // What is waited for comes within a second but on a busy machine; how soon is for the benchmarks.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
