import type { Db } from '../../storage/database.js'
import { createCache } from '../cache.js'
import type { Segment } from '../keyword/segment.js'
import type { DocFilter, KnowledgeIndex } from '../knowledge-index.js'
import { readPassagesById, visible } from '../read-passages.js'
import { createSlice } from '../slice.js'
import type { WeightedTerm } from '../tokenize.js'
import { knownTerms } from './known-terms.js'

export interface ArticleText {
  readonly text: string
  /** A bit for each kind of thing that it tells, see `fitKinds`; null: it was not asked yet. */
  kinds: number | null
}

/** What the index does not hold of articles. Provisions and documents are numbered as by the index. */
export interface ArticleTexts {
  /** Distinct terms of the cited articles by provision, each weighted by its idf. */
  terms: ReadonlyMap<number, readonly WeightedTerm[]>
  /** Distinct words of the cited articles by provision (see `KnownTerms`). */
  words: ReadonlyMap<number, readonly string[]>
  /** Number of the section (编, 章, 节) that an article stands in, by provision: of all articles of the cited laws. */
  sections: ReadonlyMap<number, number>
  /** By document, of all articles: searches look at other days and regions too. */
  texts: readonly (ArticleText | undefined)[]
}

const ARTICLES_A_READ = 100
const VERSIONS_A_READ = 5

/** Reads articles as they are in force. */
export async function readArticleTexts(
  db: Db,
  index: KnowledgeIndex,
  cited: Iterable<number>,
  filter: DocFilter,
): Promise<ArticleTexts> {
  const provisions = new Set(cited)
  // Articles share most of their terms: each is kept once.
  const known = new Map<string, WeightedTerm>()
  const weigh = (term: string) => {
    const one = known.get(term) ?? { term, weight: index.keyword.idf(term) }
    known.set(term, one)
    return one
  }
  return {
    ...(await readTerms(db, index, provisions, filter, weigh)),
    sections: await readSections(db, index, provisions, filter),
    texts: await readTexts(db, index),
  }
}

async function readTerms(
  db: Db,
  index: KnowledgeIndex,
  provisions: ReadonlySet<number>,
  filter: DocFilter,
  weigh: (term: string) => WeightedTerm,
): Promise<Pick<ArticleTexts, 'terms' | 'words'>> {
  const docs = index.docsByProvision(filter)
  const provisionOf = new Map<string, number>()
  for (const provision of provisions) {
    const doc = docs[provision]!
    if (doc >= 0) provisionOf.set(index.hit(doc, 0).passageId, provision)
  }
  const slice = createSlice()
  const terms = new Map<number, readonly WeightedTerm[]>()
  const words = new Map<number, readonly string[]>()
  const ids = [...provisionOf.keys()]
  for (let i = 0; i < ids.length; i += ARTICLES_A_READ) {
    const read = await readPassagesById(db, ids.slice(i, i + ARTICLES_A_READ), index.publication.revision)
    for (const { id, title, text } of read) {
      await slice()
      const provision = provisionOf.get(id)!
      const known = knownTerms(`${title} ${text}`)
      terms.set(provision, [...new Set(known.terms)].map(weigh))
      words.set(provision, known.words)
    }
  }
  return { terms, words }
}

async function readSections(
  db: Db,
  index: KnowledgeIndex,
  provisions: ReadonlySet<number>,
  filter: DocFilter,
): Promise<ReadonlyMap<number, number>> {
  const docs = index.docsByProvision(filter)
  const laws = new Set(
    Array.from(provisions, (provision) => docs[provision]!)
      .filter((doc) => doc >= 0)
      .map(index.law, index),
  )
  const slice = createSlice()
  const versions = new Set<string>()
  const provisionOf = new Map<string, number>()
  for (const [provision, doc] of docs.entries()) {
    if (doc < 0 || !laws.has(index.law(doc))) continue
    await slice()
    versions.add(index.version(doc)!.id)
    provisionOf.set(index.hit(doc, 0).passageId, provision)
  }
  const numbers = new Map<string, number>()
  const sections = new Map<number, number>()
  const ids = [...versions]
  for (let i = 0; i < ids.length; i += VERSIONS_A_READ) {
    const read = await visible(db, index.publication.revision)
      .select(['id', 'version_id', 'heading_path'])
      .where('version_id', 'in', ids.slice(i, i + VERSIONS_A_READ))
      .execute()
    for (const { id, version_id, heading_path } of read) {
      await slice()
      const provision = provisionOf.get(id)
      if (provision === undefined) continue
      const path = `${version_id} ${heading_path}`
      const number = numbers.get(path) ?? numbers.size
      numbers.set(path, number)
      sections.set(provision, number)
    }
  }
  return sections
}

const TEXTS_A_READ = 400
/** Of articles that are not published, by id, which always stands for the same text. */
const unpublished = createCache<string>({ size: 20_000, maxAgeMs: Number.POSITIVE_INFINITY })
/** Segments stay from one publication to the next, and their texts with them. */
const textsOf = new WeakMap<Segment, Promise<ArticleTexts['texts']>>()

/** For articles that are not published. */
export function rememberTexts(passages: Iterable<{ id: string; text: string }>): void {
  for (const { id, text } of passages) unpublished.set(id, text)
}

export async function readTexts(db: Db, index: KnowledgeIndex): Promise<ArticleTexts['texts']> {
  const texts: (ArticleText | undefined)[] = []
  for (const { segment, base } of index.keyword.segments) {
    let reading = textsOf.get(segment)
    if (!reading) {
      reading = readSegment(db, index, base, segment.docCount)
      textsOf.set(segment, reading)
      // Tried again with the next publication.
      reading.catch(() => textsOf.delete(segment))
    }
    for (const text of await reading) texts.push(text)
  }
  return texts
}

async function readSegment(
  db: Db,
  index: KnowledgeIndex,
  base: number,
  docCount: number,
): Promise<ArticleTexts['texts']> {
  const slice = createSlice()
  const texts = new Array<ArticleText | undefined>(docCount)
  const missing = new Map<string, number>()
  for (let local = 0; local < docCount; local++) {
    if (local % 64 === 0) await slice()
    if (index.kind(base + local) !== 'statute') continue
    const { passageId } = index.hit(base + local, 0)
    const text = unpublished.get(passageId)
    if (text === undefined) missing.set(passageId, local)
    else texts[local] = { text, kinds: null }
  }
  const ids = [...missing.keys()]
  for (let i = 0; i < ids.length; i += TEXTS_A_READ) {
    const read = await db
      .selectFrom('passages')
      .select(['id', 'text'])
      .where('id', 'in', ids.slice(i, i + TEXTS_A_READ))
      .execute()
    for (const { id, text } of read) texts[missing.get(id)!] = { text, kinds: null }
    await slice()
  }
  return texts
}
