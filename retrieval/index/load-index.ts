import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import { currentFolder, INDEX_SCHEMA, type IndexManifest, readManifestIn } from '../index-store.js'
import { readHnsw } from '../vector/hnsw-vectors.js'
import type { VectorIndex } from '../vector/vector-index.js'
import { fromFiles, GRAPH_FILE, type IndexContent } from './index-files.js'

export interface LoadedIndex extends IndexContent {
  manifest: IndexManifest
  /** null where no graph was saved, or hnswlib-node is absent here: the caller scans. */
  graph: VectorIndex | null
}

/** The saved index cannot be used; the message says why, for the log. */
export class UnusableIndexError extends Error {
  override name = 'UnusableIndexError'
}

const CHUNK = 1 << 20
const ATTEMPTS = 3

/**
 * Loads the current index after checking every file against the manifest. Reads in pieces, so that a server goes on
 * answering meanwhile.
 * @param expected wanted model; a saved index of another one is unusable
 * @returns null where none was ever saved
 * @throws {UnusableIndexError}
 */
export async function loadIndex(
  indexDir: string,
  expected: { model: string | null },
): Promise<LoadedIndex | null> {
  for (let attempt = 1; ; attempt++) {
    const folder = await currentFolder(indexDir)
    if (folder === null) return null
    try {
      return await loadFrom(folder, expected)
    } catch (error) {
      // Another process may have put a newer index in its place while this one was being read.
      if (attempt === ATTEMPTS || (await currentFolder(indexDir)) === folder) throw error
    }
  }
}

async function loadFrom(folder: string, { model }: { model: string | null }): Promise<LoadedIndex> {
  const manifest = await readManifestIn(folder)
  if (!manifest) throw new UnusableIndexError('its manifest is absent or damaged')
  if (manifest.schema !== INDEX_SCHEMA) {
    throw new UnusableIndexError(`it has schema ${manifest.schema}, this version reads ${INDEX_SCHEMA}`)
  }
  if (model !== null ? manifest.model !== model : !manifest.model.startsWith('fitted')) {
    throw new UnusableIndexError(
      `its vectors come from ${manifest.model}, configured is ${model ?? 'the fitted embedder'}`,
    )
  }
  const files = new Map<string, ArrayBuffer>()
  for (const { name, bytes, sha256 } of manifest.files) {
    const read = await readChecked(join(folder, name), bytes)
    if (read.sha256 !== sha256) throw new UnusableIndexError(`${name} does not match its checksum`)
    if (name !== GRAPH_FILE) files.set(name, read.buffer)
  }
  const content = parse(files, manifest)
  const hasGraph = manifest.files.some((file) => file.name === GRAPH_FILE)
  const graph = hasGraph ? await readGraph(join(folder, GRAPH_FILE), manifest.dimension) : null
  return { ...content, manifest, graph }
}

async function readGraph(path: string, dimension: number): Promise<VectorIndex | null> {
  try {
    return await readHnsw(path, dimension)
  } catch (error) {
    throw new UnusableIndexError(`${path}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function parse(files: ReadonlyMap<string, ArrayBuffer>, manifest: IndexManifest): IndexContent {
  try {
    const content = fromFiles(files, manifest.dimension)
    const { keyword, docs, vectors } = content.segment
    if (
      keyword.docCount !== manifest.passages ||
      docs.ids.length !== manifest.passages ||
      vectors.length !== manifest.passages * manifest.dimension
    ) {
      throw new Error('its counts do not agree')
    }
    return content
  } catch (error) {
    throw new UnusableIndexError(error instanceof Error ? error.message : String(error))
  }
}

async function readChecked(path: string, bytes: number): Promise<{ buffer: ArrayBuffer; sha256: string }> {
  const handle = await open(path, 'r').catch(() => null)
  if (!handle) throw new UnusableIndexError(`${path} is missing`)
  try {
    const { size } = await handle.stat()
    if (size !== bytes) throw new UnusableIndexError(`${path} has ${size} bytes instead of ${bytes}`)
    const buffer = new ArrayBuffer(bytes)
    const hash = createHash('sha256')
    for (let at = 0; at < bytes; ) {
      const piece = new Uint8Array(buffer, at, Math.min(CHUNK, bytes - at))
      const { bytesRead } = await handle.read(piece, 0, piece.length, at)
      if (bytesRead === 0) throw new UnusableIndexError(`${path} ended early`)
      hash.update(piece.subarray(0, bytesRead))
      at += bytesRead
    }
    return { buffer, sha256: hash.digest('hex') }
  } finally {
    await handle.close()
  }
}
