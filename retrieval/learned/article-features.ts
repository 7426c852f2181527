import type { Candidates, RankInput } from '../gather-candidates.js'
import type { KnowledgeIndex } from '../knowledge-index.js'
import { analyzeText } from '../tokenize.js'
import type { VersionEntry } from '../version-table.js'
import { fitKinds } from './kind-asked.js'
import type { LearnedEvidence, LearnedVotes } from './learned-evidence.js'
import { createTextMatcher } from './text-matcher.js'

/** What the ranker weighs, in the order of a row. The first one is the score without learning. */
export const ARTICLE_FEATURES = [
  'fused',
  'keyword',
  'covered',
  'cosine',
  'cited',
  'authority',
  'votes',
  'nearest',
  'isVoted',
  'lawVotes',
  'questionText',
  'answerText',
  'timesCited',
  'lawTimesCited',
  'lawModel',
  'lawModelRank',
  'neighbourNearest',
  'keywordRank',
  'lawKeyword',
  'lawEntries',
  'lawTitle',
  'withLawTerms',
  'length',
  'sectionVotes',
  'sectionNearest',
  'sectionModel',
  'sectionModelRank',
  'sectionTimesCited',
  'sentence',
  'sentenceCosine',
  'run',
  'density',
  'translated',
  'oftenFound',
  'kindFit',
] as const

const LAST_KEYWORD_RANK = 500
const LAST_GROUP_RANK = 50
/** The best by keywords that speak for their law. */
const KEYWORD_VOTERS = 60
const ENTRY_VOTERS = 12
/** Articles beside one in its law. */
const BESIDE = [-2, -1, 1, 2]

let buffer = new Float64Array(0)

/**
 * A row for each article among the candidates, in their order, one after the other. Valid until the next call: a new
 * array for each search keeps the collector of garbage busy.
 * @throws {TypeError} there are no votes: nothing was learned
 */
export function articleFeatures(
  index: KnowledgeIndex,
  { query, learned }: Pick<RankInput, 'query' | 'learned'>,
  { ranked, byKeyword, citedBy, votes, withLawTerms }: Candidates,
): Float64Array {
  if (!learned || !votes) throw new TypeError('Features need what was learned')
  const matchText = createTextMatcher(query.words, (pair) => index.keyword.idf(pair), learned.translations)
  const rank = new Map(byKeyword.map(({ doc }, i) => [doc, i + 1]))
  const lawKeyword = shares(
    byKeyword
      .slice(0, KEYWORD_VOTERS)
      .map(({ doc, score }) => ({ laws: [index.law(doc)], weight: score ** 2 })),
  )
  const lawEntries = shares(
    citedBy.slice(0, ENTRY_VOTERS).map(({ likeness, articles }) => ({
      laws: [...new Set(articles.map((article) => index.law(article)))],
      weight: likeness ** 2,
    })),
  )
  // Some hundred articles are of a few dozen laws and sections.
  const byLaw = new Map<number, LawValues>()
  const lawValues = (doc: number, law: number) => {
    const known = byLaw.get(law)
    if (known) return known
    const terms = titleTerms(index.version(doc)!)
    const values = {
      votes: votes.laws.votes.get(law) ?? 0,
      timesCited: Math.log1p(learned.timesLawCited(law)),
      model: votes.laws.model.of(law),
      modelRank: 1 / (1 + (votes.laws.model.rankOf(law) ?? LAST_GROUP_RANK)),
      keyword: lawKeyword.get(law) ?? 0,
      entries: lawEntries.get(law) ?? 0,
      title: shareSaid(terms, query.words),
    }
    byLaw.set(law, values)
    return values
  }
  const bySection = new Map<number, SectionValues>()
  const sectionValues = (section: number) => {
    const known = bySection.get(section)
    if (known) return known
    const values = {
      votes: votes.sections.votes.get(section) ?? 0,
      nearest: votes.sections.nearest.get(section) ?? 0,
      model: Math.sqrt(votes.sections.model.of(section)),
      modelRank: 1 / (1 + (votes.sections.model.rankOf(section) ?? LAST_GROUP_RANK)),
      timesCited: Math.log1p(learned.timesSectionCited(section)),
    }
    bySection.set(section, values)
    return values
  }

  const articles = ranked.filter(({ doc }) => index.isStatute[doc] === 1)
  const size = articles.length * ARTICLE_FEATURES.length
  if (buffer.length < size) buffer = new Float64Array(2 * size)
  const rows = buffer.subarray(0, size)
  const texts = articles.map(({ doc }) => learned.textOf(doc))
  const kindFits = fitKinds(query.asking, texts)
  let at = 0
  for (const [i, { doc, score, evidence }] of articles.entries()) {
    const { keyword, covered, cosine, cited } = evidence
    const law = lawValues(doc, index.law(doc))
    const place = learned.placeOf(index.provision(doc))
    const section = sectionValues(learned.sectionOf(index.provision(doc)))
    const vote = valueAt(votes.votes, place)
    rows[at++] = score
    rows[at++] = keyword
    rows[at++] = covered
    rows[at++] = cosine
    rows[at++] = cited
    rows[at++] = Math.log(index.authority[doc]!)
    rows[at++] = Math.sqrt(vote)
    rows[at++] = valueAt(votes.nearest, place)
    rows[at++] = vote > 0 ? 1 : 0
    rows[at++] = law.votes
    rows[at++] = valueAt(votes.questionText, place)
    rows[at++] = valueAt(votes.answerText, place)
    rows[at++] = Math.log1p(valueAt(learned.timesCited, place))
    rows[at++] = law.timesCited
    rows[at++] = law.model
    rows[at++] = law.modelRank
    rows[at++] = nearestBeside(index, learned, votes, doc)
    rows[at++] = 1 / Math.sqrt(rank.get(doc) ?? LAST_KEYWORD_RANK)
    rows[at++] = law.keyword
    rows[at++] = law.entries
    rows[at++] = law.title
    rows[at++] = withLawTerms(doc)
    rows[at++] = Math.log1p(index.textLength(doc))
    rows[at++] = section.votes
    rows[at++] = section.nearest
    rows[at++] = section.model
    rows[at++] = section.modelRank
    rows[at++] = section.timesCited
    const { sentence, sentenceCosine, run, density, translated } = matchText(texts[i]!.text)
    rows[at++] = sentence
    rows[at++] = sentenceCosine
    rows[at++] = run
    rows[at++] = density
    rows[at++] = translated
    rows[at++] = Math.log1p(10 * learned.oftenFound(index.provision(doc)))
    rows[at++] = kindFits[i]!
  }
  return rows
}

function valueAt(values: ArrayLike<number>, place: number): number {
  return place < 0 ? 0 : values[place]!
}

function nearestBeside(
  index: KnowledgeIndex,
  learned: LearnedEvidence,
  { nearest }: LearnedVotes,
  doc: number,
): number {
  let highest = 0
  for (const step of BESIDE) {
    const place = learned.placeOf(index.provision(doc + step))
    if (place >= 0 && nearest[place]! > highest && index.version(doc + step) === index.version(doc))
      highest = nearest[place]!
  }
  return highest
}

/** What all articles of a law share. */
interface LawValues {
  votes: number
  timesCited: number
  model: number
  modelRank: number
  keyword: number
  entries: number
  title: number
}

/** What all articles of a section share. */
interface SectionValues {
  votes: number
  nearest: number
  model: number
  modelRank: number
  timesCited: number
}

/** By law its share of all weight. */
function shares(voters: readonly { laws: readonly number[]; weight: number }[]): Map<number, number> {
  const byLaw = new Map<number, number>()
  let all = 0
  for (const { laws, weight } of voters) {
    all += weight
    for (const law of laws) byLaw.set(law, (byLaw.get(law) ?? 0) + weight)
  }
  for (const [law, weight] of byLaw) byLaw.set(law, weight / (all || 1))
  return byLaw
}

function shareSaid(terms: readonly string[], words: ReadonlySet<string>): number {
  let said = 0
  for (const term of terms) if (words.has(term)) said++
  return said / Math.max(1, terms.length)
}

const knownTitles = new WeakMap<VersionEntry, readonly string[]>()

function titleTerms(version: VersionEntry): readonly string[] {
  let terms = knownTitles.get(version)
  if (!terms) {
    terms = analyzeText(version.shortTitle).terms
    knownTitles.set(version, terms)
  }
  return terms
}
