import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('../..', import.meta.url))
const pageDirectory = join(root, 'channels/web/page')
/** Everything that the bundles are made of; what else they import lends its types only. */
const SOURCES = ['ui', 'channels/web/page', 'bot/render-text.ts', 'package-lock.json']
const STAMP = 'sources.sha256'

export interface BuiltPage {
  /** Absolute: index.html (for / and /embed), embed.js, assets/ with content hashes in their names. */
  directory: string
  /** false: what was there fits the sources. */
  built: boolean
}

/**
 * Builds the citizen page and the embed script into dist/web unless that has been done for these very sources.
 * Built aside and renamed, so that a running server never serves half a page.
 * @throws when a source does not compile
 */
export async function buildPage(directory = join(root, 'dist/web')): Promise<BuiltPage> {
  const stamp = await hashSources()
  if ((await readFile(join(directory, STAMP), 'utf8').catch(() => '')) === stamp)
    return { directory, built: false }
  const staging = `${directory}.${process.pid}.new`
  const outdated = `${directory}.${process.pid}.old`
  const { build } = await import('vite')
  const configFile = join(pageDirectory, 'vite.config.ts')
  try {
    await build({ configFile, logLevel: 'warn', build: { outDir: staging } })
    await build({
      configFile,
      logLevel: 'warn',
      publicDir: false,
      build: {
        outDir: staging,
        emptyOutDir: false,
        lib: { entry: 'embed/embed.ts', formats: ['iife'], name: 'wenfa', fileName: () => 'embed.js' },
      },
    })
    await writeFile(join(staging, STAMP), stamp)
    await mkdir(dirname(directory), { recursive: true })
    await rename(directory, outdated).catch(() => undefined)
    await rename(staging, directory).catch((error: unknown) => {
      // Another process that started at the same moment has put the same page there.
      if (!isTaken(error)) throw error
    })
  } finally {
    await rm(outdated, { recursive: true, force: true })
    await rm(staging, { recursive: true, force: true })
  }
  return { directory, built: true }
}

function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOTEMPTY' || error.code === 'EEXIST')
}

async function hashSources(): Promise<string> {
  const hash = createHash('sha256')
  for (const source of SOURCES) {
    for (const file of await filesOf(join(root, source))) {
      hash.update(`${relative(root, file)}\n`).update(await readFile(file))
    }
  }
  return hash.digest('hex')
}

async function filesOf(path: string): Promise<string[]> {
  const entries = await readdir(path, { withFileTypes: true }).catch(() => null)
  if (!entries) return [path]
  const files = await Promise.all(
    entries
      .filter(({ name }) => !name.endsWith('.test.ts'))
      .map((entry) => (entry.isDirectory() ? filesOf(join(path, entry.name)) : [join(path, entry.name)])),
  )
  return files.flat().sort()
}
