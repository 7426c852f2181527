import type { ArticleFinder } from './article-lookup.js'
import { AskedIndex, type AskedNearness } from './asked-index.js'
import { readAskedPostings } from './asked-postings.js'
import { EntryTerms } from './entry-terms.js'
import type { DocFilter, KnowledgeIndex } from './knowledge-index.js'
import type { WeightedTerm } from './tokenize.js'

/** How close a question is to what guides and Q&A are asked, and which articles these cite. */
export async function openAskedQuestions(index: KnowledgeIndex, finder: ArticleFinder) {
  const asked = new AskedIndex(await readAskedPostings(index))
  const terms = await EntryTerms.read(index)
  const citedUnder = new WeakMap<DocFilter, Map<string, number[]>>()

  return {
    /** @param question its `askTerms` */
    near: (question: readonly WeightedTerm[], { mask }: DocFilter): AskedNearness =>
      asked.near(question, mask),

    /** What guides and Q&A say of a question. @param question its `askTerms` */
    saying: (question: readonly WeightedTerm[]): EntryTerms => terms.weigh(question),

    /** Documents of the articles that a guide or Q&A cites, as they are in force. */
    citedBy(doc: number, filter: DocFilter): number[] {
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
          ...new Set(
            version.cites.flatMap((cite) => finder.resolveCite(cite, filter.mask).flatMap(foundDocs)),
          ),
        ]
        ofVersion.set(version.id, cited)
      }
      return cited
    },
  }
}

export type AskedQuestions = Awaited<ReturnType<typeof openAskedQuestions>>

function foundDocs({ status, docs }: { status: string; docs: number[] }): number[] {
  return status === 'found' ? docs : []
}
