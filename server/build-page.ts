import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const STAMP = 'sources.sha256'

/** A page that is bundled when the server starts. Paths are relative to the project's root. */
interface Page {
  /** Its folder in dist/. */
  name: string
  configFile: string
  /** Everything that the bundles are made of; what else they import lends its types only. */
  sources: readonly string[]
  /** A script for other people's sites, beside the page. */
  script?: { entry: string; name: string; fileName: string }
}

/** index.html (for / and /embed), embed.js, assets/ with content hashes in their names. */
export const CITIZEN_PAGE: Page = {
  name: 'web',
  configFile: 'channels/web/page/vite.config.ts',
  sources: ['ui', 'channels/web/page', 'bot/render-text.ts', 'package-lock.json'],
  script: { entry: 'embed/embed.ts', name: 'wenfa', fileName: 'embed.js' },
}

/** index.html (for everything under /desk), assets/ with content hashes in their names. */
export const DESK_PAGE: Page = {
  name: 'desk',
  configFile: 'platform/desk/page/vite.config.ts',
  sources: [
    'ui',
    'platform/desk/page',
    'platform/desk/suggestions/call-text.ts',
    'platform/staff/staff-member.ts',
    'platform/desk/desk-roles.ts',
    'platform/knowledge/knowledge-roles.ts',
    'platform/staff/access/key-scopes.ts',
    'platform/knowledge/uploads/upload-limits.ts',
    'bot/settle-probability.ts',
    'bot/ticket-ports.ts',
    'bot/render-text.ts',
    'knowledge/matter.ts',
    'knowledge/placeholders.ts',
    'knowledge/service-line.ts',
    'package-lock.json',
  ],
}

interface BuiltPage {
  /** Absolute. */
  directory: string
  /** false: what was there fits the sources. */
  built: boolean
}

/**
 * Bundles a page into dist/ unless that has been done for these very sources.
 * Built aside and renamed, so that a running server never serves half a page.
 * @throws when a source does not compile
 */
export async function buildPage(
  { name, configFile, sources, script }: Page,
  directory = join(root, 'dist', name),
): Promise<BuiltPage> {
  const stamp = await hashSources(sources)
  if ((await readFile(join(directory, STAMP), 'utf8').catch(() => '')) === stamp)
    return { directory, built: false }
  const staging = `${directory}.${process.pid}.new`
  const outdated = `${directory}.${process.pid}.old`
  const { build } = await import('vite')
  const common = { configFile: join(root, configFile), logLevel: 'warn' } as const
  try {
    await build({ ...common, build: { outDir: staging } })
    if (script) {
      const { entry, name: global, fileName } = script
      await build({
        ...common,
        publicDir: false,
        build: {
          outDir: staging,
          emptyOutDir: false,
          lib: { entry, formats: ['iife'], name: global, fileName: () => fileName },
        },
      })
    }
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

async function hashSources(sources: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const source of sources) {
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
