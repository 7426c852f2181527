import type { Db } from '../storage/database.js'
import { type ArticleFinder, openArticleFinder } from './article-lookup.js'
import { type AskedQuestions, openAskedQuestions } from './asked-questions.js'
import type { KnowledgeIndex } from './knowledge-index.js'
import { type Learned, openLearned } from './learned/open-learned.js'
import { readRankerId } from './learned/rankers.js'

/** An index with what searching it needs. It never changes: what is published or learned since makes another one. */
export interface Searchable {
  index: KnowledgeIndex
  finder: ArticleFinder
  asked: AskedQuestions
  /** null where there is no vector for this text now. */
  embed(text: string): Float32Array | null | Promise<Float32Array | null>
  /** null: nothing was learned, or learning was no better than not. */
  learned: Learned | null
  /** What `learned` comes from, besides the publication. */
  learnedFrom: LearnedFrom
}

interface LearnedFrom {
  /** 0: none. */
  rankerId: number
  /** The law in force on that day, `YYYY-MM-DD`. */
  day: string
}

export interface Surroundings {
  db: Db
  day: string
  /** null: the embedder fitted to the index. */
  embedAtEndpoint: ((text: string) => Promise<Float32Array | null>) | null
}

/** Made in slices, beside searches of another one. @param before what was searched so far */
export async function openSearchable(
  index: KnowledgeIndex,
  { db, day, embedAtEndpoint }: Surroundings,
  before?: Searchable,
): Promise<Searchable> {
  const keepsNumbers = before?.index.loaded === index.loaded
  const finder = await openArticleFinder(index, keepsNumbers ? before?.finder : undefined)
  const usual = index.filter(day, null, null)
  const asked = await openAskedQuestions(index, finder, usual, before?.asked)
  const embed = embedAtEndpoint ?? ((text: string) => embedFitted(index, text))
  return { index, finder, asked, embed, ...(await learn(db, { index, finder }, day, before?.learned)) }
}

/** The same knowledge with what was learned since. */
export async function relearn(state: Searchable, db: Db, day: string): Promise<Searchable> {
  const { learnedFrom } = state
  if (learnedFrom.day === day && learnedFrom.rankerId === (await readRankerId(db))) return state
  return { ...state, ...(await learn(db, state, day, state.learned)) }
}

async function learn(
  db: Db,
  state: Pick<Searchable, 'index' | 'finder'>,
  day: string,
  before?: Learned | null,
): Promise<Pick<Searchable, 'learned' | 'learnedFrom'>> {
  // Read first: a ranker that comes in between is taken up the next time.
  const rankerId = await readRankerId(db)
  return { learned: await openLearned(db, state, day, before), learnedFrom: { rankerId, day } }
}

function embedFitted({ fitted, dimension }: KnowledgeIndex, text: string): Float32Array | null {
  const vector = new Float32Array(dimension)
  return fitted?.embedText(text, vector) ? vector : null
}
