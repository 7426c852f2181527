import { type DocTable, DocTableBuilder, type IndexedPassage } from './doc-table.js'
import type { Segment } from './keyword/segment.js'
import { SegmentBuilder } from './keyword/segment-builder.js'
import { analyzeText, type TextTerms } from './tokenize.js'

/** A run of passages, indexed: immutable once built. */
export interface IndexSegment {
  keyword: Segment
  docs: DocTable
  /** One unit vector a document, row-major; the zero vector where nothing in the text was known. */
  vectors: Float32Array
}

/** Collects passages for the keyword index and the document table; hands on the words for the embedder. */
export class IndexSegmentBuilder {
  #keyword = new SegmentBuilder()
  #docs = new DocTableBuilder()
  // Statutes repeat titles and headings for hundreds of articles.
  #recent = new Map<string, TextTerms>()

  get docCount(): number {
    return this.#keyword.docCount
  }

  /** @returns words of the passage, for its vector */
  add(passage: IndexedPassage): string[] {
    const text = analyzeText(passage.text)
    const title = this.#analyzed(passage.title)
    const heading = this.#analyzed(passage.heading_path)
    const asks = this.#analyzed(passage.asks)
    this.#keyword.add([text.terms, title.terms, heading.terms, asks.terms])
    this.#docs.add(passage)
    return [...title.words, ...heading.words, ...asks.words, ...text.words]
  }

  build(): Omit<IndexSegment, 'vectors'> {
    return { keyword: this.#keyword.build(), docs: this.#docs.build() }
  }

  #analyzed(text: string): TextTerms {
    let terms = this.#recent.get(text)
    if (!terms) {
      if (this.#recent.size > 1000) this.#recent.clear()
      terms = analyzeText(text)
      this.#recent.set(text, terms)
    }
    return terms
  }
}

/** The text that an embedding model reads of a passage. */
export function embeddingText(passage: IndexedPassage): string {
  return [passage.title, passage.heading_path, passage.asks, passage.text].filter(Boolean).join('\n')
}
