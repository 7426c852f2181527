import type { ArticleReference } from '../knowledge/article-reference.js'

export interface SearchOptions {
  /** How many passages at most, 1 to 1000. */
  k: number
  kind?: 'statute' | 'guide' | 'faq'
  /** So many guides and so many Q&A are among the hits, beyond `k` where articles fill it. Default 0. */
  entries?: number
  /** `YYYY-MM-DD`: the law in force on that day. Default: today. */
  asOfDate?: string
  /** Division code: national law plus the law of this region and its parents. Absent: national law only. */
  regionCode?: string
}

export interface Hit {
  passageId: string
  kind: 'statute' | 'guide' | 'faq'
  /** 民法典; the title of a guide; the question of a Q&A. */
  lawTitle: string
  /** 1077, 120之一; null where the passage is not an article. */
  number: string | null
  versionDate: string | null
  /** As ingested, relative to the ingested folder. */
  file: string
  /** As written: 第五十四条. */
  article: string | null
  /** Orders hits within one search; not a probability. */
  score: number
}

/** What the deterministic lookup made of a query that names articles. */
export interface ArticleLookup {
  references: {
    reference: ArticleReference
    status: 'found' | 'no_such_law' | 'no_such_article' | 'not_in_force'
    /** The law meant, where known: 民法典. */
    lawTitle: string | null
    /** Highest article number of that law, where the article does not exist. */
    lastArticleNumber: number | null
    /** Titles that come close, where the law does not exist. */
    suggestions: string[]
    /** Passages of the articles in order (a range has several). */
    hits: Hit[]
  }[]
}

export interface SearchResult {
  /** Best first, each passage once. */
  hits: Hit[]
  /** Present when the query names at least one article of a law (or is nothing but an article number). */
  lookup: ArticleLookup | null
  /** From query text to ranked list. */
  tookMs: number
  features: SearchFeatures
}

/** Unlearned evidence of how well the best hits fit, for `decide`. */
export interface SearchFeatures {
  /** BM25 score of the best hit divided by the highest score the query could reach; 0 to 1. */
  topKeywordShare: number
  /** Share of the query's informative words (by idf) that occur in the best hit; 0 to 1. */
  topCoverage: number
  /** Cosine similarity of the best hit; -1 to 1. */
  topCosine: number
  /** Similarity of the query to the closest asked question of the Q&A and guides; 0 to 1. */
  topAskedSimilarity: number
}

export interface Retriever {
  search(query: string, options: SearchOptions): Promise<SearchResult>
  /** The articles that a text names, without a search; null where it names none. */
  lookup(text: string, options?: Pick<SearchOptions, 'asOfDate' | 'regionCode'>): ArticleLookup | null
  /** Knowledge revision that answers come from now. */
  readonly revision: number
}
