import type { ArticleReference } from '../knowledge/article-reference.js'
import type { Settled } from './learned/settle-articles.js'

export interface SearchOptions {
  /** How many passages at most, 1 to 1000. */
  k: number
  kind?: 'statute' | 'guide' | 'faq'
  /**
   * So many guides, so many Q&A and so many of those with the nearest asked questions are among the hits, beyond `k`
   * where articles fill it. Default 0.
   */
  entries?: number
  /** `YYYY-MM-DD`: the law in force on that day. Default: today. */
  asOfDate?: string
  /** Division code: national law plus the law of this region and its parents. Absent: national law only. */
  regionCode?: string
  /** Also tells what came of each candidate: costs as much again as the search. */
  explain?: boolean
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
  /** null: found by its name alone. */
  evidence: Evidence | null
}

/** Days `YYYY-MM-DD`. */
export interface Period {
  from: string | null
  to: string | null
}

/** What the deterministic lookup made of a query that names articles. */
export interface ArticleLookup {
  references: {
    reference: ArticleReference
    status: 'found' | 'no_such_law' | 'no_such_article' | 'not_in_force'
    /** The law meant, where known: 民法典. */
    lawTitle: string | null
    /**
     * Where the law is not in force on the day and in the region: when its text nearest to that day is (`to`: first day
     * without force; null: open). That takes in the day where the law is another region's.
     */
    period: Period | null
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
  /** null: nothing was learned that would tell. */
  settles: Settled | null
  /** Where it was asked for. */
  explained?: Explanation
  /** From query text to ranked list. */
  tookMs: number
}

/** What a search weighed, and why it is not among the hits. */
export interface Explanation {
  /** Best first. */
  candidates: ExplainedCandidate[]
  /** By their words among the best, and left out by day or region: never weighed. Best first. */
  excluded: ExcludedCandidate[]
}

export interface ExplainedCandidate extends Hit {
  evidence: Evidence
  /** How it came among the candidates: by the words, by the meaning, by an asked question, by an entry that cites it. */
  ways: ('keyword' | 'meaning' | 'asked' | 'cited' | 'learned')[]
  /** `beyond`: others filled the places; `other_version`: another version of the same article stands before it. */
  dropped: 'beyond' | 'other_version' | null
}

export interface ExcludedCandidate extends Hit {
  versionId: string
  why: 'not_yet' | 'ended' | 'other_region' | 'withdrawn'
  effectiveFrom: string | null
  effectiveTo: string | null
  regionCode: string | null
}

/** What speaks for a hit. */
export interface Evidence {
  /** BM25 score divided by the highest that the query could reach; 0 to 1. */
  keyword: number
  /** Share of the query's words, by how much they tell (idf), that occur in the passage; 0 to 1. */
  covered: number
  /** Similarity of meaning: cosine, -1 to 1; 0 where there is no vector. */
  cosine: number
  /** Similarity with the closest asked question of the guide or Q&A; 0 to 1, 0 for an article. */
  asked: number
  /** Share of the closest asked question that the query says; 0 to 1. */
  met: number
  /** Share of the query, by how much its words tell, that the asked questions of the guide or Q&A say; 0 to 1. */
  told: number
  /** Share of the query, by how much its words tell among guides and Q&A, that the guide or Q&A says; 0 to 1. */
  said: number
  /** The same of its title. */
  titled: number
  /** For an article: `asked` of the closest guide or Q&A that cites it. */
  cited: number
  /** For an article, where answers were learned: what the learned order gives it of all candidates; 0 to 1. */
  share?: number
}

export interface Retriever {
  search(query: string, options: SearchOptions): Promise<SearchResult>
  /** The articles that a text names, without a search; null where it names none. */
  lookup(
    text: string,
    options?: Pick<SearchOptions, 'asOfDate' | 'regionCode'>,
  ): Promise<ArticleLookup | null>
  /** Knowledge revision that the last answer came from. */
  readonly revision: number
}
