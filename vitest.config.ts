import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Minutes each, then processes and browsers: one that began last would keep a core waiting for it alone. */
const LONGEST = [/crash\.test|real-statutes/, /\/server\/(browser|cli)\//]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId, project }: TestSpecification) => {
      const place = LONGEST.findIndex((pattern) => pattern.test(moduleId))
      if (place >= 0) return place
      // One after another, for a process that took another file between would load the server anew.
      return LONGEST.length + (project.name === 'http' ? 0 : 1)
    }
    return sorted.sort((a, b) => rank(a) - rank(b))
  }
}

/** Those over HTTP: loading the whole server takes longer than many of these files, so it is loaded once for all. */
const OVER_HTTP = ['server/!(*crash).test.ts', 'server/platforms/*.test.ts']
const NEVER = ['node_modules', 'dist', 'data']

export default defineConfig({
  test: {
    projects: [
      {
        extends: true,
        test: {
          name: 'apart',
          include: ['**/*.test.ts'],
          exclude: [...NEVER, ...OVER_HTTP],
        },
      },
      {
        extends: true,
        test: { name: 'http', include: OVER_HTTP, exclude: NEVER, isolate: false },
      },
    ],
    globalSetup: 'storage/made-once.ts',
    sequence: { sequencer: LongestFirst },
    // Two cores: more workers than that only slow the browser and the process tests down.
    maxWorkers: 2,
    // What is waited for comes within a second but on a busy machine; how soon is for the benchmarks.
    expect: { poll: { timeout: 20_000 } },
    testTimeout: 120_000,
    hookTimeout: 180_000,
  },
})
