import type { AskedQuestions } from './asked-questions.js'
import { HIGHEST_AUTHORITY } from './authority.js'
import type { ExpandedQuery } from './expand-query.js'
import { fuseScores } from './fuse-rankings.js'
import { type ScoredDoc, TopK } from './keyword/top-k.js'
import type { DocFilter, KnowledgeIndex } from './knowledge-index.js'
import type { LearnedEvidence, LearnedVotes } from './learned/learned-evidence.js'
import type { Evidence } from './retriever.js'

export interface Candidate {
  doc: number
  score: number
  evidence: Evidence
}

export interface RankInput {
  query: ExpandedQuery
  /** null where the endpoint did not answer: keywords alone. */
  vector: Float32Array | null
  allowed: DocFilter
  /** The same day and region, every kind: what a guide or Q&A cites is of another kind than itself. */
  anyKind: DocFilter
  k: number
  /** Of each kind of entry so many are ranked whatever comes before them. */
  entries: number
  /** null: nothing has been learned. */
  learned: LearnedEvidence | null
  /** Versions of guides and Q&A that lend nothing: a question must not be answered by itself while it is learned from. */
  without?: ReadonlySet<string>
}

/** Valid until the next search. */
export interface Candidates {
  /** The best first by `fuseScores`. */
  ranked: readonly Candidate[]
  /** Guides and Q&A with the nearest asked questions. */
  closest: ReadonlySet<number>
  /** The best by keywords, best first, with their scores. */
  byKeyword: readonly ScoredDoc[]
  /** Articles that the nearest guides and Q&A cite, with the likeness of each of these, nearest first. */
  citedBy: readonly { likeness: number; articles: readonly number[] }[]
  votes: LearnedVotes | null
  /** Share of the highest possible keyword score with the law's terms joined to the question; 0 to 1. */
  withLawTerms(doc: number): number
}

const CANDIDATES = 200
/** Documents that share meaning but no word; more of them were never among the first hundred. */
const NEAREST = 40
/** Guides and Q&A whose asked questions are compared. */
const ASKED_CANDIDATES = 48
/** The best by keywords with the law's terms, where something was learned. */
const BY_LAW_TERMS = 60
/** A Q&A less alike than this lends nothing to the articles that it cites. */
const LEAST_LIKENESS = 0.3

/** What may be ranked: found by keywords, by vectors, through asked questions and through what was learned. */
export function gatherCandidates(
  index: KnowledgeIndex,
  askedQuestions: AskedQuestions,
  input: RankInput,
): Candidates {
  const { query, vector, allowed, anyKind, learned, without } = input
  const keyword = index.keyword.score(query.terms, allowed.mask)
  const highest = keyword.highest || 1
  const { authority } = index

  const byKeyword = keyword.best(Math.max(CANDIDATES, input.k), authority, HIGHEST_AUTHORITY)
  const candidates = new Set(byKeyword.map(({ doc }) => doc))
  if (vector) for (const { doc } of index.nearest(vector, NEAREST, allowed)) candidates.add(doc)

  // Q&A and guides lend their nearness to the articles that they cite, whatever kind is searched.
  const asked = askedQuestions.near(query.asked, anyKind)
  const saying = askedQuestions.saying(query.asked)
  if (without) asked.without((doc) => without.has(index.version(doc)!.id))
  const nearest = new TopK(ASKED_CANDIDATES)
  for (const doc of asked.docs)
    nearest.add(
      doc,
      asked.likeness(doc) + asked.met(doc) + asked.told(doc) + 2 * saying.said(doc) + saying.titled(doc),
    )
  const cited = new Map<number, number>()
  const citedBy: { likeness: number; articles: number[] }[] = []
  const closest = new Set<number>()
  for (const { doc } of nearest.ranking()) {
    if (closest.size < input.entries) closest.add(doc)
    if (allowed.mask[doc] === 1) candidates.add(doc)
    const likeness = asked.likeness(doc)
    const articles = askedQuestions.citedBy(doc, anyKind).filter((article) => allowed.mask[article] === 1)
    citedBy.push({ likeness, articles })
    if (likeness < LEAST_LIKENESS) continue
    for (const article of articles) {
      candidates.add(article)
      cited.set(article, Math.max(cited.get(article) ?? 0, likeness))
    }
  }
  const votes = learned?.votesFor(query.words, (doc) => asked.likeness(doc)) ?? null
  const beside = votes && index.keyword.scoreBeside(votes.lawTerms, allowed.mask)
  const highestWith = keyword.highest + (beside?.highest ?? 0) || 1
  const withLawTerms = (doc: number) => (keyword.scores[doc]! + (beside?.scores[doc] ?? 0)) / highestWith
  if (learned && votes) addVoted(index, learned, votes, allowed, candidates)
  if (beside) for (const { doc } of beside.bestWith(keyword, BY_LAW_TERMS)) candidates.add(doc)

  const ranked = Array.from(candidates, (doc) => {
    // Articles are asked nothing.
    const isAsked = index.isStatute[doc] === 0
    const evidence: Evidence = {
      keyword: keyword.scores[doc]! / highest,
      covered: keyword.met[doc]! / highest,
      cosine: vector ? index.similarity(vector, doc) : 0,
      asked: isAsked ? asked.likeness(doc) : 0,
      met: isAsked ? asked.met(doc) : 0,
      told: isAsked ? asked.told(doc) : 0,
      said: saying.said(doc),
      titled: saying.titled(doc),
      cited: cited.get(doc) ?? 0,
    }
    return { doc, score: fuseScores(evidence, authority[doc]!), evidence }
  })
  ranked.sort((a, b) => b.score - a.score || a.doc - b.doc)
  return { ranked, closest, byKeyword, citedBy, votes, withLawTerms }
}

/** The articles that were voted for, and those beside them in their law. */
function addVoted(
  index: KnowledgeIndex,
  { provisions }: LearnedEvidence,
  { places, votes }: LearnedVotes,
  allowed: DocFilter,
  candidates: Set<number>,
): void {
  const docs = index.docsByProvision(allowed)
  for (const place of places) {
    const doc = docs[provisions[place]!]!
    if (doc < 0) continue
    candidates.add(doc)
    if (votes[place] === 0) continue
    for (const beside of [doc - 1, doc + 1])
      if (allowed.mask[beside] === 1 && index.version(beside) === index.version(doc)) candidates.add(beside)
  }
}
