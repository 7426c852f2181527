import type { Candidates, RankInput } from '../gather-candidates.js'
import type { KnowledgeIndex } from '../knowledge-index.js'
import { analyzeText } from '../tokenize.js'

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
] as const

/** Values of `ARTICLE_FEATURES`. */
export type ArticleRow = readonly number[]

const LAST_KEYWORD_RANK = 500
const LAST_LAW_RANK = 50
/** The best by keywords that speak for their law. */
const KEYWORD_VOTERS = 60
const ENTRY_VOTERS = 12
/** Articles beside one in its law. */
const BESIDE = [-2, -1, 1, 2]

/**
 * A row for each article among the candidates, in their order.
 * @throws {TypeError} there are no votes: nothing was learned
 */
export function articleFeatures(
  index: KnowledgeIndex,
  { query, learned }: Pick<RankInput, 'query' | 'learned'>,
  { ranked, byKeyword, citedBy, votes, withLawTerms }: Candidates,
): ArticleRow[] {
  if (!learned || !votes) throw new TypeError('Features need what was learned')
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
  const lawRank = new Map(
    [...votes.lawModel].sort((a, b) => b[1] - a[1]).map(([law], position) => [law, position]),
  )
  const nearestOf = (doc: number) => votes.nearest.get(index.provision(doc) ?? -1) ?? 0
  // Some hundred articles are of a few dozen laws.
  const byLaw = new Map<number, LawValues>()
  const lawValues = (doc: number, law: number) => {
    const known = byLaw.get(law)
    if (known) return known
    const terms = titleTerms(index.version(doc)!.shortTitle)
    const values = {
      votes: votes.lawVotes.get(law) ?? 0,
      timesCited: Math.log1p(learned.timesLawCited(law)),
      model: votes.lawModel.get(law) ?? 0,
      modelRank: 1 / (1 + (lawRank.get(law) ?? LAST_LAW_RANK)),
      keyword: lawKeyword.get(law) ?? 0,
      entries: lawEntries.get(law) ?? 0,
      title: terms.filter((term) => query.words.has(term)).length / Math.max(1, terms.length),
    }
    byLaw.set(law, values)
    return values
  }

  const rows: ArticleRow[] = []
  for (const { doc, score, evidence } of ranked) {
    if (index.isStatute[doc] !== 1) continue
    const provision = index.provision(doc) ?? -1
    const law = lawValues(doc, index.law(doc))
    const version = index.version(doc)
    const nearest = votes.nearest.get(provision) ?? 0
    let besideNearest = 0
    for (const step of BESIDE)
      if (index.version(doc + step) === version)
        besideNearest = Math.max(besideNearest, nearestOf(doc + step))
    rows.push([
      score,
      evidence.keyword,
      evidence.covered,
      evidence.cosine,
      evidence.cited,
      Math.log(index.authority[doc]!),
      Math.sqrt(votes.votes.get(provision) ?? 0),
      nearest,
      votes.votes.has(provision) ? 1 : 0,
      law.votes,
      votes.questionText(provision),
      votes.answerText(provision),
      Math.log1p(learned.timesCited(provision)),
      law.timesCited,
      law.model,
      law.modelRank,
      besideNearest,
      1 / Math.sqrt(rank.get(doc) ?? LAST_KEYWORD_RANK),
      law.keyword,
      law.entries,
      law.title,
      withLawTerms(doc),
      Math.log1p(index.textLength(doc)),
    ])
  }
  return rows
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

const knownTitles = new Map<string, string[]>()

function titleTerms(title: string): string[] {
  let terms = knownTitles.get(title)
  if (!terms) {
    terms = analyzeText(title).terms
    knownTitles.set(title, terms)
  }
  return terms
}
