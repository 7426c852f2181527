import { readFileSync } from 'node:fs'
import { dirname, extname, join, relative } from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, it } from 'vitest'

/** From the top down: a file may import from its own layer and from those below it. */
const LAYERS = ['evals', 'server', 'channels', 'platform', 'ui', 'bot', 'retrieval', 'knowledge', 'storage']

/** Everybody may import these; every other package has one file that knows it. */
const FREE =
  /^(node:|zod$|kysely$|fastify$|fastify-type-provider-zod$|react($|\/)|react-dom($|\/)|antd($|\/)|wouter$|@tanstack\/react-query$|vitest($|\/)|fast-check$|playwright-core$|@axe-core\/playwright$|axe-core$)/

/** Packages that several files must share, each with the reason. */
const SHARED: Record<string, string> = {
  libsql:
    'storage/locks.ts locks files with it, and the full-text peer of the benchmark opens its own database, beside storage/open-sqlite.ts',
  'async-mutex':
    'storage/open-sqlite.ts takes statements in turn, storage/limit-together.ts lets a few run at a time: one class each',
  'p-queue': 'messages of a platform queue by citizen, requests to the model by conversation: two queues',
}

const root = join(import.meta.dirname, '..')
const files = globSync(
  LAYERS.map((layer) => `${layer}/**/*.{ts,tsx}`),
  { cwd: root },
)
const imports = files.flatMap((file) =>
  importsOf(readFileSync(join(root, file), 'utf8')).map((specifier) => ({ file, specifier })),
)
const localImports = imports
  .filter(({ specifier }) => specifier.startsWith('.'))
  .map(({ file, specifier }) => ({ file, target: resolveLocal(file, specifier) }))

describe('the layers', () => {
  it('finds the files and their imports', () => {
    expect(files.length).toBeGreaterThan(50)
    expect(localImports.length).toBeGreaterThan(100)
  })

  it('import downwards only', () => {
    const upward = localImports.filter(({ file, target }) => layerOf(target) < layerOf(file))
    expect(upward).toEqual([])
  })

  it('have no import cycles', () => {
    expect(findCycle(localImports)).toBeNull()
  })

  it('know each vendor package in one file', () => {
    const users = new Map<string, Set<string>>()
    for (const { file, specifier } of imports) {
      if (specifier.startsWith('.') || FREE.test(specifier) || /\.test\.tsx?$/.test(file)) continue
      const name = packageName(specifier)
      users.set(name, (users.get(name) ?? new Set()).add(file))
    }
    const spread = [...users]
      .filter(([name, where]) => where.size > 1 && !Object.hasOwn(SHARED, name))
      .map(([name, where]) => `${name}: ${[...where].join(', ')}`)
    expect(spread).toEqual([])
  })
})

function importsOf(source: string): string[] {
  const withoutComments = source.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '')
  return [...withoutComments.matchAll(/(?<!['"])(?:\bfrom\s*|\bimport\s*\(?\s*)['"]([^'"]+)['"]/g)].map(
    (match) => match[1]!,
  )
}

function resolveLocal(file: string, specifier: string): string {
  const target = relative(root, join(root, dirname(file), specifier))
  const stem = extname(target) === '.js' ? target.slice(0, -3) : target
  return [`${stem}.ts`, `${stem}.tsx`, target].find((candidate) => files.includes(candidate)) ?? target
}

function layerOf(file: string): number {
  const layer = LAYERS.indexOf(file.split('/')[0]!)
  return layer === -1 ? LAYERS.length : layer
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function findCycle(edges: { file: string; target: string }[]): string[] | null {
  const targets = new Map<string, string[]>()
  for (const { file, target } of edges) targets.set(file, [...(targets.get(file) ?? []), target])
  const done = new Set<string>()
  const visit = (file: string, path: string[]): string[] | null => {
    const at = path.indexOf(file)
    if (at !== -1) return [...path.slice(at), file]
    if (done.has(file)) return null
    for (const target of targets.get(file) ?? []) {
      const cycle = visit(target, [...path, file])
      if (cycle) return cycle
    }
    done.add(file)
    return null
  }
  for (const file of targets.keys()) {
    const cycle = visit(file, [])
    if (cycle) return cycle
  }
  return null
}
