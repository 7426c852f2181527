import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { z } from 'zod'
import type { Publication } from './publication.js'

/**
 * Raised whenever files are laid out or texts are analysed in another way: a saved index of another schema is rebuilt.
 * What guides and Q&A are asked is cut again where that has changed (`isCutAsNow`).
 */
export const INDEX_SCHEMA = 2

const manifestSchema = z.object({
  schema: z.number().int(),
  /** Knowledge revision that the index holds. */
  revision: z.number().int().nonnegative(),
  /** Id of that publication; empty in an index of an older version, which is rebuilt. */
  publication: z.string().default(''),
  /** Embedder that made the vectors. */
  model: z.string(),
  dimension: z.number().int().positive(),
  passages: z.number().int().nonnegative(),
  terms: z.number().int().nonnegative(),
  createdAt: z.string(),
  files: z.array(
    z.object({ name: z.string().regex(/^[a-z0-9.-]+$/), bytes: z.number().int(), sha256: z.string() }),
  ),
})

export type IndexManifest = z.infer<typeof manifestSchema>

/** What the index was built from. */
export function publicationOf({ revision, publication }: IndexManifest): Publication {
  return { revision, id: publication }
}

/** Folder of the index that is current; null where none was ever saved. @param indexDir `<dataDir>/index` */
export async function currentFolder(indexDir: string): Promise<string | null> {
  const name = await readFile(join(indexDir, 'current'), 'utf8').catch(() => null)
  return name !== null && /^[a-z0-9-]+$/.test(name.trim()) ? join(indexDir, name.trim()) : null
}

/** Manifest of the current index; null where it is absent or damaged. @param indexDir `<dataDir>/index` */
export async function readManifest(indexDir: string): Promise<IndexManifest | null> {
  const folder = await currentFolder(indexDir)
  return folder === null ? null : readManifestIn(folder)
}

export async function readManifestIn(folder: string): Promise<IndexManifest | null> {
  try {
    return manifestSchema.parse(JSON.parse(await readFile(join(folder, 'manifest.json'), 'utf8')))
  } catch {
    return null
  }
}
