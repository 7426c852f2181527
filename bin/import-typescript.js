import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { getEnvironmentData, setEnvironmentData } from 'node:worker_threads'
import { showSources } from './show-sources.js'

const root = fileURLToPath(new URL('..', import.meta.url))
const programs = join(root, 'dist', 'program')
const LAYERS = ['evals', 'server', 'channels', 'platform', 'bot', 'retrieval', 'knowledge', 'storage', 'ui']
/** What is begun with; everything else is imported by these. */
const ENTRIES = /^(?:server\/cli\/main|evals\/add-eval-command|server\/build-pages|.*-worker)\.ts$/
/**
 * Loaded from where they are installed: they have native parts, find files beside themselves or others by name, import
 * CommonJS with `import()`, or are large and seldom needed. The others are bundled: their thousand small files take longer
 * to find than to run.
 */
const INSTALLED =
  /^(?:@node-rs|libsql|hnswlib-node|pg-native|esbuild|vite|@fastify\/(?:cookie|swagger-ui)|@?langchain|pdf-parse|linkedom|exceljs|echarts|undici|react|react-dom)(?:\/|$)/
/** Packages in CommonJS ask so for what Node has and for what is not bundled. */
const REQUIRE = `import { createRequire as requireFrom } from 'node:module'
const require = requireFrom(import.meta.url)`
/** A process that runs meanwhile still imports from what it began with. */
const KEPT = 3
const PROGRAM = 'program'

/**
 * Imports one of the entries. The program is bundled anew as soon as a file of it has changed, so that nothing stale
 * stands between a change and its effect: some thousand files by themselves take longer to load than to run.
 * @param {string} source absolute path of the file
 */
export async function importTypeScript(source) {
  showSources()
  const program = getEnvironmentData(PROGRAM) ?? (await bundled())
  // Threads of a process run what it runs, whatever has changed since it began.
  setEnvironmentData(PROGRAM, program)
  return import(pathToFileURL(join(program, relative(root, source).replace(/\.ts$/, '.js'))).href)
}

/** @returns the folder of what the sources say now */
async function bundled() {
  const program = join(programs, versionOf(sourceFiles()))
  if (!existsSync(program)) await bundle(program)
  return program
}

function sourceFiles() {
  return LAYERS.flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('.d.ts'))
      .map((path) => join(layer, path)),
  )
}

/** By what they say: a copied folder or a container has other times. Where they lie is written into what is made of them. */
function versionOf(files) {
  const madeOf = [
    root,
    createRequire(import.meta.url)('esbuild/package.json').version,
    readFileSync(import.meta.filename),
    readFileSync(join(root, 'package-lock.json')),
    ...files.flatMap((file) => [file, readFileSync(join(root, file))]),
  ]
  const hash = createHash('sha256')
  for (const part of madeOf) hash.update(part).update('\n')
  return hash.digest('hex').slice(0, 12)
}

/** @throws {Error} the folder cannot be written */
async function bundle(program) {
  try {
    mkdirSync(programs, { recursive: true })
    accessSync(programs, constants.W_OK)
  } catch (cause) {
    const remedy = 'run npm run build as the owner of this folder'
    throw new Error(`The program has changed, and ${programs} cannot be written: ${remedy}`, { cause })
  }
  const { build } = await import('esbuild')
  // Renamed when it is whole: another process that starts at the same moment never reads half of it.
  const staging = `${program}.${process.pid}`
  await build({
    absWorkingDir: root,
    entryPoints: sourceFiles().filter((file) => ENTRIES.test(file)),
    outbase: root,
    outdir: staging,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    sourcemap: 'linked',
    sourcesContent: false,
    banner: { js: REQUIRE },
    logLevel: 'silent',
    plugins: [keepInstalled, whereItLies],
  })
  try {
    renameSync(staging, program)
  } catch (error) {
    rmSync(staging, { recursive: true, force: true })
    if (!existsSync(program)) throw error
  }
  removeOld()
}

const keepInstalled = {
  name: 'keep-installed',
  setup(build) {
    build.onResolve({ filter: INSTALLED }, ({ path }) => ({ path, external: true }))
  },
}

/** Tables and other programs lie beside the sources. */
const whereItLies = {
  name: 'where-it-lies',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const places = { url: pathToFileURL(path).href, dirname: dirname(path), filename: path }
      const contents = readFileSync(path, 'utf8').replace(
        /\bimport\.meta\.(url|dirname|filename)\b/g,
        (_, place) => JSON.stringify(places[place]),
      )
      return { contents, loader: 'ts' }
    })
  },
}

function removeOld() {
  const made = readdirSync(programs).map((name) => join(programs, name))
  const age = new Map(
    made.map((folder) => [folder, statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? 0]),
  )
  for (const folder of made.sort((a, b) => age.get(b) - age.get(a)).slice(KEPT))
    rmSync(folder, { recursive: true, force: true })
}
