import { createHash } from 'node:crypto'
import {
  accessSync,
  constants,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const LAYERS = ['evals', 'server', 'channels', 'platform', 'bot', 'retrieval', 'knowledge', 'storage', 'ui']

/**
 * Imports a TypeScript file of the project. Each file is made into JavaScript by itself as soon as it has changed, so
 * that nothing stale stands between a change and its effect, and a start does not wait for a loader.
 * @param {string} source absolute path of the file
 */
export async function importTypeScript(source) {
  const outdated = sourceFiles().filter((file) => modifiedAt(file) !== modifiedAt(compiledFile(file)))
  if (outdated.length > 0) await compile(outdated)
  return import(pathToFileURL(compiledFile(source)).href)
}

// Where a file lies is written into what is made of it.
const madeOf = [
  root,
  createRequire(import.meta.url)('esbuild/package.json').version,
  readFileSync(import.meta.filename),
]
const directory = join(
  root,
  'dist',
  'program',
  createHash('sha256').update(madeOf.join('\n')).digest('hex').slice(0, 12),
)

function compiledFile(source) {
  return join(directory, relative(root, source).replace(/\.ts$/, '.js'))
}

function sourceFiles() {
  return LAYERS.flatMap((layer) =>
    readdirSync(join(root, layer), { recursive: true })
      .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts') && !path.endsWith('.d.ts'))
      .map((path) => join(root, layer, path)),
  )
}

/** In milliseconds; undefined: there is no such file. */
function modifiedAt(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtime.getTime()
}

/** @throws {Error} its folder cannot be written */
async function compile(files) {
  try {
    mkdirSync(directory, { recursive: true })
    accessSync(directory, constants.W_OK)
  } catch (cause) {
    const remedy = 'run npm run build as the owner of this folder'
    throw new Error(`The program has changed, and ${directory} cannot be written: ${remedy}`, { cause })
  }
  const { transform } = await import('esbuild')
  await Promise.all(
    files.map(async (file) => {
      const { mtime } = statSync(file)
      const { code } = await transform(readFileSync(file, 'utf8'), {
        loader: 'ts',
        target: 'node20',
        sourcemap: 'inline',
        sourcefile: file,
        tsconfigRaw: { compilerOptions: { verbatimModuleSyntax: true } },
        // Tables and other programs lie beside the sources.
        define: {
          'import.meta.url': JSON.stringify(pathToFileURL(file).href),
          'import.meta.dirname': JSON.stringify(dirname(file)),
          'import.meta.filename': JSON.stringify(file),
        },
      })
      const target = compiledFile(file)
      mkdirSync(dirname(target), { recursive: true })
      // Renamed: another process that starts at the same moment never reads half a file.
      const staging = `${target}.${process.pid}`
      writeFileSync(staging, code)
      utimesSync(staging, mtime, mtime)
      renameSync(staging, target)
    }),
  )
}
