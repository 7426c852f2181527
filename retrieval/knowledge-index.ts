import { parentCodes } from '../knowledge/regions.js'
import { createCache } from './cache.js'
import { type DocFacts, readDocFacts } from './doc-facts.js'
import { KINDS, type PassageKind } from './doc-table.js'
import { createFittedEmbedder, type FittedEmbedder } from './embed/fitted-embedder.js'
import type { LoadedIndex } from './index/load-index.js'
import type { IndexSegment } from './index-segment.js'
import { publicationOf } from './index-store.js'
import { KeywordIndex } from './keyword/keyword-index.js'
import type { Publication } from './publication.js'
import type { Evidence, Hit } from './retriever.js'
import { createExactVectors, dot } from './vector/exact-vectors.js'
import type { VectorHit, VectorIndex } from './vector/vector-index.js'
import { applies, type VersionEntry } from './version-table.js'

interface Part {
  segment: IndexSegment
  base: number
  /** null: the exact scan is all there is. */
  graph: VectorIndex | null
  exact: VectorIndex
}

/** Documents that a search may find. The same object for the same day, region and kind. */
export interface DocFilter {
  /** By document number: 1 where it may be found. */
  mask: Uint8Array
  /** How many may. */
  count: number
}

/** Days, regions and kinds asked for lately; most questions ask for today. */
const CACHED_FILTERS = 64
/** With a smaller share of documents allowed, the graph mostly walks through forbidden ones: a scan is faster. */
const LEAST_SHARE_FOR_GRAPH = 0.1
const NO_REGIONS: ReadonlySet<string> = new Set()

/** What a publication changes, or would. */
export interface IndexChange {
  publication: Publication
  segments: readonly IndexSegment[]
  removedIds: ReadonlySet<string>
  /** New and changed ones. */
  versions: ReadonlyMap<string, VersionEntry>
}

/**
 * Everything searchable at a publication, in memory: the saved index and what was published since, in segments. Documents
 * are numbered over all segments. It never changes: a publication makes another one, which shares the segments.
 */
export class KnowledgeIndex {
  readonly dimension: number
  /** null where an endpoint embeds. */
  readonly fitted: FittedEmbedder | null
  readonly #parts: readonly Part[]
  readonly #facts: DocFacts
  #filters = createCache<DocFilter>({ size: CACHED_FILTERS, maxAgeMs: Number.POSITIVE_INFINITY })
  #docsByProvision = new WeakMap<DocFilter, Int32Array>()

  private constructor(
    readonly loaded: LoadedIndex,
    readonly publication: Publication,
    readonly keyword: KeywordIndex,
    /** All, by id. */
    readonly versions: ReadonlyMap<string, VersionEntry>,
    parts: readonly Part[],
    facts: DocFacts,
  ) {
    this.dimension = loaded.manifest.dimension
    this.fitted = loaded.words && createFittedEmbedder(loaded.words)
    this.#parts = parts
    this.#facts = facts
  }

  /** The saved index, as it was published. */
  static async open(
    loaded: LoadedIndex,
    versions: ReadonlyMap<string, VersionEntry>,
  ): Promise<KnowledgeIndex> {
    const keyword = new KeywordIndex()
    keyword.addSegments([loaded.segment.keyword])
    const parts = partsOf([loaded.segment], 0, loaded)
    return new KnowledgeIndex(
      loaded,
      publicationOf(loaded.manifest),
      keyword,
      versions,
      parts,
      await factsOf(parts, versions),
    )
  }

  /** The index after a change. Made in slices, beside searches of this one. */
  async with({ publication, segments, removedIds, versions: changed }: IndexChange): Promise<KnowledgeIndex> {
    const versions = new Map([...this.versions, ...changed])
    const keyword = this.keyword.copy()
    if (removedIds.size > 0) keyword.delete(this.#docsWithIds(removedIds))
    if (segments.length > 0) keyword.addSegments(segments.map((segment) => segment.keyword))
    const parts = [...this.#parts, ...partsOf(segments, this.docCount, this.loaded)]
    const facts = await factsOf(parts, versions)
    return new KnowledgeIndex(this.loaded, publication, keyword, versions, parts, facts)
  }

  get docCount(): number {
    return this.keyword.docCount
  }

  /** Documents that came after the saved index, and deleted ones. */
  get changedCount(): number {
    const base = this.#parts[0]!.segment.keyword.docCount
    return this.docCount - base + (this.docCount - this.keyword.liveCount)
  }

  get segmentCount(): number {
    return this.#parts.length
  }

  /** Factor by the rank of each document's source, by document number. */
  get authority(): Float32Array {
    return this.#facts.authority
  }

  /** 1 for an article or annex of a statute, 0 for a guide or Q&A, by document number. */
  get isStatute(): Uint8Array {
    return this.#facts.isStatute
  }

  /** The same number for the same article of the same law in whichever version; -1 where the passage is no article. */
  provision(doc: number): number {
    return this.#facts.provisionOf[doc]!
  }

  /** The same number for all versions of a law. -1: not of a source. */
  law(doc: number): number {
    return this.#facts.sourceOf[doc]!
  }

  /** By provision the document that may be found, of its newest version where several may; -1: none may. */
  docsByProvision(filter: DocFilter): Int32Array {
    let docs = this.#docsByProvision.get(filter)
    if (!docs) {
      docs = new Int32Array(this.#facts.provisionCount).fill(-1)
      const date = (of: number) => this.version(of)?.versionDate ?? ''
      for (let doc = 0; doc < this.docCount; doc++) {
        const provision = filter.mask[doc] === 1 ? this.provision(doc) : -1
        if (provision < 0) continue
        const known = docs[provision]!
        if (known < 0 || date(doc) > date(known)) docs[provision] = doc
      }
      this.#docsByProvision.set(filter, docs)
    }
    return docs
  }

  version(doc: number): VersionEntry | null {
    return this.#facts.versionOf[doc] ?? null
  }

  kind(doc: number): PassageKind {
    const { part, local } = this.#locate(doc)
    return KINDS[part.segment.docs.kinds[local]!]!
  }

  /** Article number and suffix; number -1 where the passage is not an article. */
  article(doc: number): { number: number; suffix: number } {
    const { part, local } = this.#locate(doc)
    const { numbers, suffixes } = part.segment.docs
    return { number: numbers[local]!, suffix: suffixes[local]! }
  }

  /** Of the passage's text, in terms with repetitions. */
  textLength(doc: number): number {
    const { part, local } = this.#locate(doc)
    return part.segment.keyword.lengths[local * 4]!
  }

  asks(doc: number): string {
    const { part, local } = this.#locate(doc)
    return part.segment.docs.asks.at(local)
  }

  hit(doc: number, score: number, evidence: Evidence | null = null): Hit {
    const { part, local } = this.#locate(doc)
    const { ids, titles, titleOf, articles, numbers, suffixes } = part.segment.docs
    const version = this.version(doc)
    const number = numbers[local]!
    const suffix = suffixes[local]!
    return {
      passageId: ids.at(local),
      kind: this.kind(doc),
      lawTitle: titles.at(titleOf[local]!),
      number: number < 0 ? null : suffix === 0 ? String(number) : `${number}之${suffix}`,
      versionDate: version?.versionDate ?? null,
      file: version?.file ?? '',
      article: articles.at(local) || null,
      score,
      evidence,
    }
  }

  similarity(query: Float32Array, doc: number): number {
    const { part, local } = this.#locate(doc)
    return dot(query, part.segment.vectors, local)
  }

  nearest(query: Float32Array, k: number, { mask, count }: DocFilter): VectorHit[] {
    const scans = count < LEAST_SHARE_FOR_GRAPH * this.docCount
    const hits: VectorHit[] = []
    for (const { graph, exact, base, segment } of this.#parts) {
      const range = mask.subarray(base, base + segment.keyword.docCount)
      const vectors = scans ? exact : (graph ?? exact)
      for (const { doc, similarity } of vectors.search(query, k, range))
        hits.push({ doc: base + doc, similarity })
    }
    return hits.sort((a, b) => b.similarity - a.similarity || a.doc - b.doc).slice(0, k)
  }

  /** 1 for every document that applies on the day in the region (national law always does) and is of the kind. */
  filter(day: string, regionCode: string | null, kind: PassageKind | null): DocFilter {
    const key = `${day} ${regionCode} ${kind}`
    const known = this.#filters.get(key)
    if (known) return known
    const regions = regionCode === null ? NO_REGIONS : new Set([regionCode, ...parentCodes(regionCode)])
    const mask = new Uint8Array(this.docCount)
    let count = 0
    let last: VersionEntry | null = null
    let applicable = false
    for (let doc = 0; doc < mask.length; doc++) {
      const version = this.version(doc)
      if (!version || this.keyword.isDeleted(doc)) continue
      // Documents of a version stand together.
      if (version !== last) {
        last = version
        applicable = applies(version, day, regions) && (kind === null || version.kind === kind)
      }
      if (!applicable) continue
      mask[doc] = 1
      count++
    }
    const filter = { mask, count }
    this.#filters.set(key, filter)
    return filter
  }

  #locate(doc: number): { part: Part; local: number } {
    for (let p = this.#parts.length - 1; p > 0; p--) {
      const part = this.#parts[p]!
      if (part.base <= doc) return { part, local: doc - part.base }
    }
    return { part: this.#parts[0]!, local: doc }
  }

  #docsWithIds(wanted: ReadonlySet<string>): number[] {
    return this.#parts.flatMap(({ segment, base }) =>
      segment.docs.ids.positionsOf(wanted).map((local) => base + local),
    )
  }
}

function factsOf(parts: readonly Part[], versions: ReadonlyMap<string, VersionEntry>): Promise<DocFacts> {
  return readDocFacts(
    parts.map(({ segment }) => segment.docs),
    versions,
  )
}

/** @param base number of the first document */
function partsOf(
  segments: readonly IndexSegment[],
  base: number,
  { segment: saved, graph, manifest: { dimension } }: LoadedIndex,
): Part[] {
  let next = base
  return segments.map((segment) => {
    const part = {
      segment,
      base: next,
      graph: segment === saved ? graph : null,
      exact: createExactVectors(segment.vectors, dimension),
    }
    next += segment.keyword.docCount
    return part
  })
}
