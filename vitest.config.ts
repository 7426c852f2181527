import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Minutes each, then processes and browsers: one that began last would keep a core waiting for it alone. */
const LONGEST = [/crash\.test|real-statutes/, /\/server\/(browser|cli)\//]

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = ({ moduleId }: TestSpecification) => {
      const place = LONGEST.findIndex((pattern) => pattern.test(moduleId))
      return place >= 0 ? place : LONGEST.length
    }
    return sorted.sort((a, b) => rank(a) - rank(b))
  }
}

const LAYERS = ['evals', 'server', 'channels', 'platform', 'bot', 'retrieval', 'knowledge', 'storage', 'ui']

/** Where the code of others is loaded already, nothing can be put in the place of a part of it any more. */
const MOCKING = LAYERS.flatMap((layer) =>
  readdirSync(join(import.meta.dirname, layer), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts'))
    .map((path) => `${layer}/${path}`),
).filter((path) => /\bvi\.(?:mock|doMock)\(/.test(readFileSync(join(import.meta.dirname, path), 'utf8')))

/** Those that start processes and browsers: what they wait for is not their own code. */
const APART = [
  '**/*crash.test.ts',
  'evals/real-statutes.test.ts',
  'server/{browser,cli}/**/*.test.ts',
  ...MOCKING,
]
const NEVER = ['node_modules', 'dist', 'data']

export default defineConfig({
  test: {
    projects: [
      { extends: true, test: { name: 'apart', include: APART, exclude: NEVER } },
      {
        extends: true,
        // Loading the code takes longer than many of these files: it is loaded once for all.
        test: {
          name: 'together',
          include: ['**/*.test.ts'],
          exclude: [...NEVER, ...APART],
          isolate: false,
        },
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
