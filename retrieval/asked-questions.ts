import { isDeepStrictEqual } from 'node:util'
import type { ArticleFinder } from './article-lookup.js'
import { AskedIndex, type AskedNearness } from './asked-index.js'
import { type AskedLines, isCutAsNow, readAskedLines } from './asked-lines.js'
import { docsByAsked, readAskedPostings } from './asked-postings.js'
import { EntryTerms } from './entry-terms.js'
import type { LoadedIndex } from './index/load-index.js'
import type { DocFilter, KnowledgeIndex } from './knowledge-index.js'
import { createSlice } from './slice.js'
import type { WeightedTerm } from './tokenize.js'

/** Guides and Q&A, as they are asked and what they say. */
interface Entries {
  /** Documents keep their numbers from one publication to the next as long as this is the same. */
  loaded: LoadedIndex
  docs: readonly number[]
  lines: AskedLines
  asked: AskedIndex
  terms: EntryTerms
}

/**
 * How close a question is to what guides and Q&A are asked, and which articles these cite. Made in slices, beside
 * searches.
 * @param usual what most questions may find
 * @param before of the publication before: where no guide or Q&A came or went since, nothing is read anew
 */
export async function openAskedQuestions(
  index: KnowledgeIndex,
  finder: ArticleFinder,
  usual: DocFilter,
  before?: { entries: Entries },
) {
  const entries = await readEntries(index, before?.entries)
  const { asked, terms } = entries
  const citedUnder = new WeakMap<DocFilter, Map<string, number[]>>()
  // Which laws citations mean, and where their articles stand, is carried on from here until a law comes or ends.
  if (!before) {
    const slice = createSlice()
    for (const doc of entries.docs) {
      await slice()
      citedBy(doc, usual)
    }
  }

  return {
    entries,

    /** @param question its `askTerms` */
    near: (question: readonly WeightedTerm[], { mask }: DocFilter): AskedNearness =>
      asked.near(question, mask),

    /** What guides and Q&A say of a question. @param question its `askTerms` */
    saying: (question: readonly WeightedTerm[]): EntryTerms => terms.weigh(question),

    citedBy,
  }

  /** Documents of the articles that a guide or Q&A cites, as they are in force. */
  function citedBy(doc: number, filter: DocFilter): number[] {
    // Without laws nothing is found, and thousands of citations need not be read.
    if (finder.laws.bySource.size === 0) return []
    const version = index.version(doc)
    if (!version || version.cites.length === 0) return []
    let ofVersion = citedUnder.get(filter)
    if (!ofVersion) {
      ofVersion = new Map()
      citedUnder.set(filter, ofVersion)
    }
    let cited = ofVersion.get(version.id)
    if (!cited) {
      cited = [
        ...new Set(version.cites.flatMap((cite) => finder.resolveCite(cite, filter.mask).flatMap(foundDocs))),
      ]
      ofVersion.set(version.id, cited)
    }
    return cited
  }
}

export type AskedQuestions = Awaited<ReturnType<typeof openAskedQuestions>>

function foundDocs({ status, docs }: { status: string; docs: number[] }): number[] {
  return status === 'found' ? docs : []
}

async function readEntries(index: KnowledgeIndex, before?: Entries): Promise<Entries> {
  const { loaded } = index
  const docs: number[] = []
  for (let doc = 0; doc < index.docCount; doc++)
    if (index.isStatute[doc] === 0 && index.version(doc) !== null && !index.keyword.isDeleted(doc))
      docs.push(doc)
  if (before?.loaded === loaded && isDeepStrictEqual(before.docs, docs)) return before
  const byAsked = await docsByAsked(index, docs)
  const saved = loaded.asked && isCutAsNow(loaded.asked) ? loaded.asked : null
  const lines = await readAskedLines([...byAsked.keys()], before?.lines ?? saved)
  return {
    loaded,
    docs,
    lines,
    asked: new AskedIndex(await readAskedPostings(byAsked, lines, index.docCount)),
    terms: await EntryTerms.read(index, docs),
  }
}
