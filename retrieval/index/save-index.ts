import { createHash, randomBytes } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { chmod, mkdir, open, readdir, rename, rm, stat, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { currentFolder, INDEX_SCHEMA, type IndexManifest } from '../index-store.js'
import type { Publication } from '../publication.js'
import { writeHnsw } from '../vector/hnsw-vectors.js'
import { indexFault } from './index-fault.js'
import { GRAPH_FILE, type IndexContent, toFiles } from './index-files.js'

export interface SaveOptions {
  /** `<dataDir>/index`. */
  indexDir: string
  publication: Publication
  model: string
  dimension: number
  content: IndexContent
  now: () => Date
  onGraphProgress?(done: number, total: number): void
}

/**
 * Writes an index into a folder of its own, brings it to disk, and makes it current in one rename. Older folders go;
 * a reader that is still in one tries again with the current one.
 */
export async function saveIndex(options: SaveOptions): Promise<IndexManifest> {
  const { indexDir, content, dimension } = options
  const folder = join(indexDir, `r${options.publication.revision}-${randomBytes(4).toString('hex')}`)
  try {
    await mkdir(folder, { mode: 0o700 })
    const files: IndexManifest['files'] = []
    for (const [name, bytes] of toFiles(content)) {
      await writeDurably(join(folder, name), bytes)
      files.push({ name, bytes: bytes.byteLength, sha256: createHash('sha256').update(bytes).digest('hex') })
    }
    const graph = join(folder, GRAPH_FILE)
    if (await writeHnsw(graph, content.segment.vectors, dimension, options.onGraphProgress)) {
      await chmod(graph, 0o600)
      await syncFile(graph)
      files.push({ name: GRAPH_FILE, bytes: (await stat(graph)).size, sha256: await hashFile(graph) })
    }
    const manifest: IndexManifest = {
      schema: INDEX_SCHEMA,
      revision: options.publication.revision,
      publication: options.publication.id,
      model: options.model,
      dimension,
      passages: content.segment.keyword.docCount,
      terms: content.segment.keyword.terms.length,
      createdAt: options.now().toISOString(),
      files,
    }
    await writeDurably(join(folder, 'manifest.json'), Buffer.from(JSON.stringify(manifest, null, 1)))
    await syncFile(folder)
    await makeCurrent(indexDir, folder)
    return manifest
  } catch (error) {
    await rm(folder, { recursive: true, force: true }).catch(() => {})
    throw indexFault(error, indexDir)
  }
}

async function makeCurrent(indexDir: string, folder: string): Promise<void> {
  const aside = join(indexDir, `current.${randomBytes(4).toString('hex')}`)
  await writeFile(aside, basename(folder), { mode: 0o600 })
  await syncFile(aside)
  await rename(aside, join(indexDir, 'current'))
  await syncFile(indexDir)
  const kept = await currentFolder(indexDir)
  for (const name of await readdir(indexDir)) {
    const path = join(indexDir, name)
    if (/^r\d+-/.test(name) && path !== kept) await rm(path, { recursive: true, force: true })
    else if (name.startsWith('current.')) await rm(path, { force: true })
  }
}

async function writeDurably(path: string, bytes: Uint8Array): Promise<void> {
  const handle = await open(path, 'w', 0o600)
  try {
    await handle.writeFile(bytes)
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function syncFile(path: string): Promise<void> {
  const handle = await open(path, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

async function hashFile(path: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(path, { highWaterMark: 1 << 20 })) hash.update(chunk)
  return hash.digest('hex')
}
