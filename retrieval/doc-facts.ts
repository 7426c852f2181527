import { authority } from './authority.js'
import type { DocTable } from './doc-table.js'
import { createSlice } from './slice.js'
import type { VersionEntry } from './version-table.js'

/** What the versions say of each document, by document number. */
export interface DocFacts {
  /** null: not of a version that is known. */
  versionOf: readonly (VersionEntry | null)[]
  /** Factor by the rank of the source. */
  authority: Float32Array
  /** 1 for an article or annex of a statute, 0 for a guide or Q&A. */
  isStatute: Uint8Array
  /** The same number for all versions of a source; -1: not of a source. */
  sourceOf: Int32Array
  /** The same number for the same article of the same law in whichever version; -1: the passage is no article. */
  provisionOf: Int32Array
  provisionCount: number
}

/** @param tables their documents are numbered one after the other */
export async function readDocFacts(
  tables: readonly DocTable[],
  versions: ReadonlyMap<string, VersionEntry>,
): Promise<DocFacts> {
  const slice = createSlice()
  const docCount = tables.reduce((sum, table) => sum + table.versionOf.length, 0)
  const versionOf: (VersionEntry | null)[] = new Array(docCount).fill(null)
  const authorities = new Float32Array(docCount)
  const isStatute = new Uint8Array(docCount)
  const sourceOf = new Int32Array(docCount).fill(-1)
  const provisionOf = new Int32Array(docCount).fill(-1)
  const provisions = new Map<number, number>()
  const sources = new Map<string, number>()
  let doc = 0
  for (const table of tables) {
    const entries = Array.from({ length: table.versionIds.length }, (_, i) => {
      const version = versions.get(table.versionIds.at(i)) ?? null
      if (version && !sources.has(version.sourceId)) sources.set(version.sourceId, sources.size)
      return { version, factor: version ? authority(version) : 0 }
    })
    for (let local = 0; local < table.versionOf.length; local++, doc++) {
      if (doc % 1024 === 0) await slice()
      const { version, factor } = entries[table.versionOf[local]!]!
      if (!version) continue
      versionOf[doc] = version
      authorities[doc] = factor
      isStatute[doc] = version.kind === 'statute' ? 1 : 0
      const source = sources.get(version.sourceId)!
      sourceOf[doc] = source
      if (table.numbers[local]! < 0) continue
      const article = (source * 10_000 + table.numbers[local]!) * 100 + table.suffixes[local]!
      const provision = provisions.get(article) ?? provisions.size
      provisions.set(article, provision)
      provisionOf[doc] = provision
    }
  }
  return {
    versionOf,
    authority: authorities,
    isStatute,
    sourceOf,
    provisionOf,
    provisionCount: provisions.size,
  }
}
