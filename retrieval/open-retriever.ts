import { join } from 'node:path'
import { chinaDate } from '../knowledge/china-date.js'
import type { Db } from '../storage/database.js'
import { buildIndex } from './build-index.js'
import { type EmbeddingEndpoint, EmbeddingEndpointError } from './embed/openai-embedder.js'
import { type LoadedIndex, loadIndex, UnusableIndexError } from './index/load-index.js'
import { publicationOf, readManifest } from './index-store.js'
import { KnowledgeIndex } from './knowledge-index.js'
import { readArticleTexts } from './learned/article-texts.js'
import { countChangedAnswers } from './learned/changed-answers.js'
import { readConfirmedAnswers } from './learned/confirmed-answers.js'
import { type Corpus, fitRanker } from './learned/fit-ranker.js'
import type { GrowthPoint } from './learned/fit-report.js'
import { growthCurve } from './learned/growth-curve.js'
import type { MetAnswer } from './learned/learned-evidence.js'
import { meetAnswers } from './learned/meet-answers.js'
import { readRanker, storeRanker } from './learned/rankers.js'
import { type AnswerReview, reviewAnswers } from './learned/review-answers.js'
import type { KnowledgeChange } from './overlay/knowledge-change.js'
import { openOverlay } from './overlay/open-overlay.js'
import { isSamePublication, readPublication, wasPublished } from './publication.js'
import { createQueryEmbedder } from './query-embedder.js'
import type { Retriever, SearchOptions } from './retriever.js'
import { lookUpArticles, searchIndex } from './search-index.js'
import { openSearchable, relearn, type Searchable, type Surroundings } from './searchable.js'
import { takeInPublished } from './take-in-published.js'
import { readVersions } from './version-table.js'

export interface RetrieverOptions {
  db: Db
  dataDir: string
  /** Absent: the embedder fitted to the knowledge base. */
  embedding?: EmbeddingEndpoint
  log(line: string): void
  now?: () => Date
}

/** A state of the knowledge that is not published. */
export interface OverlaidRetriever extends Retriever {
  close(): Promise<void>
}

export interface FollowingRetriever extends Retriever {
  /** What would be found with a change. It stays at the revision of now, and costs memory until it is closed. */
  overlay(change: KnowledgeChange): Promise<OverlaidRetriever>
  /** Looks for publications every so often, until closed. */
  follow(intervalMs: number): void
  close(): Promise<void>
}

export interface OpenRetriever extends FollowingRetriever {
  /** Takes in what was published since. Resolves when this process answers from it. */
  refresh(): Promise<void>
  /**
   * Fits the order of articles to the confirmed answers that are published, and leaves it for every process. What is
   * published meanwhile is taken in afterwards. Who calls it holds the lock of `whenNobodyLearns`.
   */
  learn(onProgress?: OnProgress): Promise<LearnOutcome>
  /** How the order gets better with the number of answers; null: too few were learned. Takes as long as several fits. */
  measureGrowth(onProgress?: OnProgress): Promise<GrowthPoint[] | null>
  reviewAnswers(): Promise<AnswerReview>
}

/** `unchanged`: the last fit was to the same answers and articles. `too_few`: nothing was fitted. */
export type LearnOutcome = 'fitted' | 'unchanged' | 'too_few'

type OnProgress = (done: number, total: number) => void

/** Above these the segments are merged into a new saved index, in the background. */
const CHANGED_SHARE = 0.1
const LEAST_CHANGED = 500
const MOST_SEGMENTS = 24

/** Opens the saved index, brings it to the published revision, or builds it. */
export async function openRetriever(options: RetrieverOptions): Promise<OpenRetriever> {
  const { db, dataDir, embedding, log, now = () => new Date() } = options
  const indexDir = join(dataDir, 'index')
  const model = embedding ? `openai ${embedding.model}` : null
  let closed = false
  let timer: NodeJS.Timeout | undefined
  let queue: Promise<void> = Promise.resolve()
  let merging: Promise<void> | null = null
  let embedAtEndpoint: Surroundings['embedAtEndpoint'] = null
  let current = await openCurrent()

  async function openCurrent(): Promise<Searchable> {
    const loaded = (await loadSaved()) ?? (await rebuild(false))
    const published = await readPublication(db)
    const { revision } = loaded.manifest
    if (!(await wasPublished(db, publicationOf(loaded.manifest)))) {
      log(`Search index holds a revision ${revision} that this database never had: rebuilding`)
      return searchable(await openIndex(await rebuild(false)))
    }
    const saved = await openIndex(loaded)
    try {
      const index = await takeInPublished(saved, published, { db, embedding })
      if (index) return searchable(index)
      log(`Search index holds revision ${revision}, published is ${published.revision}: rebuilding`)
      return searchable(await openIndex(await rebuild(false)))
    } catch (error) {
      // A server that runs goes on with what it has, too, and catches up when the endpoint is back.
      if (!(error instanceof EmbeddingEndpointError)) throw error
      log(
        `${error.message}: revision ${published.revision} is not searched yet, answers come from ${revision}`,
      )
      return searchable(saved)
    }
  }

  async function loadSaved(): Promise<LoadedIndex | null> {
    try {
      return await loadIndex(indexDir, { model })
    } catch (error) {
      if (!(error instanceof UnusableIndexError)) throw error
      log(`Search index is rebuilt: ${error.message}`)
      return rebuild(false, true)
    }
  }

  async function rebuild(inThread: boolean, always = false): Promise<LoadedIndex> {
    await buildIndex({ db, dataDir, embedding, inThread, onlyWhenStale: !always, log, now })
    const loaded = await loadIndex(indexDir, { model })
    if (!loaded) throw new Error(`The index that was just built is not in ${indexDir}`)
    return loaded
  }

  async function openIndex(loaded: LoadedIndex): Promise<KnowledgeIndex> {
    return KnowledgeIndex.open(loaded, await readVersions(db))
  }

  function searchable(index: KnowledgeIndex, before?: Searchable): Promise<Searchable> {
    if (embedding) embedAtEndpoint ??= createQueryEmbedder(embedding, index.dimension, log)
    return openSearchable(index, { db, day: chinaDate(now()), embedAtEndpoint }, before)
  }

  async function learnNow(onProgress?: OnProgress): Promise<LearnOutcome> {
    const day = chinaDate(now())
    const { revision } = current.index.publication
    const met = await readMet(day)
    const last = await readRanker(db)
    if (last?.report.questions === met.length && (await countChangedAnswers(db, last.revision)) === 0)
      return 'unchanged'
    const fitted = await fitRanker(await readCorpus(met, day), met, day, onProgress)
    if (!fitted) return 'too_few'
    await storeRanker(db, fitted, revision, now())
    current = await relearn(current, db, day)
    return 'fitted'
  }

  async function readMet(day: string): Promise<MetAnswer[]> {
    const { index, finder } = current
    const answers = await readConfirmedAnswers(db, index.publication.revision)
    return meetAnswers(index, finder, answers, day)
  }

  async function readCorpus(met: readonly MetAnswer[], day: string): Promise<Corpus> {
    const { index } = current
    const provisions = met.flatMap((answer) => answer.provisions)
    const filter = index.filter(day, null, null)
    return { ...current, articleTexts: await readArticleTexts(db, index, provisions, filter) }
  }

  async function measureGrowth(onProgress?: OnProgress): Promise<GrowthPoint[] | null> {
    const day = chinaDate(now())
    const met = await readMet(day)
    return growthCurve(await readCorpus(met, day), met, day, onProgress)
  }

  async function review(): Promise<AnswerReview> {
    const answers = await readConfirmedAnswers(db, current.index.publication.revision)
    return reviewAnswers(current, answers, chinaDate(now()))
  }

  async function refreshNow(): Promise<void> {
    const published = await readPublication(db)
    if (closed) return
    if (isSamePublication(current.index.publication, published)) {
      current = await relearn(current, db, chinaDate(now()))
      return
    }
    const index = await takeInPublished(current.index, published, { db, embedding })
    if (index) {
      current = await searchable(index, current)
      return mergeWhenDue()
    }
    const saved = await readManifest(indexDir)
    if (!saved || !isSamePublication(publicationOf(saved), published))
      log(`Revision ${published.revision} is published: the index is built in the background`)
    await swapIn()
    log(`Answers come from revision ${current.index.publication.revision} now`)
  }

  async function swapIn(): Promise<void> {
    if (closed) return
    const rebuilt = await openIndex(await rebuild(true))
    const next = (await takeInPublished(rebuilt, await readPublication(db), { db, embedding })) ?? rebuilt
    const { publication } = current.index
    // More was published meanwhile than is taken in here, and is searched already: that is merged another time.
    if (next.publication.revision < publication.revision && (await wasPublished(db, publication))) return
    current = await searchable(next)
  }

  function mergeWhenDue(): void {
    const { changedCount, docCount, segmentCount } = current.index
    const due =
      (changedCount > LEAST_CHANGED && changedCount > CHANGED_SHARE * docCount) ||
      segmentCount > MOST_SEGMENTS
    if (!due || merging || closed) return
    merging = buildIndex({ db, dataDir, embedding, inThread: true, onlyWhenStale: true, log, now })
      .then(() => enqueue(() => swapIn()))
      .catch((error: unknown) => log(`Merging the search index failed: ${error}`))
      .finally(() => {
        merging = null
      })
  }

  function search(state: Searchable, query: string, asked: SearchOptions) {
    return searchIndex(state, query, asked, asked.asOfDate ?? chinaDate(now()))
  }

  async function lookUp(
    state: Searchable,
    text: string,
    { asOfDate, regionCode }: Pick<SearchOptions, 'asOfDate' | 'regionCode'> = {},
  ) {
    return lookUpArticles(state, text, { regionCode }, asOfDate ?? chinaDate(now()))
  }

  /** One refresh at a time, in order. */
  function enqueue<T>(work: () => Promise<T>): Promise<T> {
    const done = queue.then(work)
    queue = done.then(
      () => {},
      () => {},
    )
    return done
  }

  return {
    get revision() {
      return current.index.publication.revision
    },
    search: (query, asked) => search(current, query, asked),
    lookup: (text, asked) => lookUp(current, text, asked),
    async overlay(change) {
      const day = chinaDate(now())
      const over = await enqueue(() => openOverlay(current, change, { db, embedding, embedAtEndpoint, day }))
      return {
        revision: over.index.publication.revision,
        search: (query, asked) => search(over, query, asked),
        lookup: (text, asked) => lookUp(over, text, asked),
        close: async () => {},
      }
    },
    refresh: () => enqueue(refreshNow),
    learn: (onProgress) => enqueue(() => learnNow(onProgress)),
    measureGrowth: (onProgress) => enqueue(() => measureGrowth(onProgress)),
    reviewAnswers: () => enqueue(review),
    follow(intervalMs) {
      // The first question should not wait for dictionaries and divisions to be read.
      void searchIndex(current, '民法典第一条', { k: 1, regionCode: '110000' }, chinaDate(now()))
      let busy = false
      timer ??= setInterval(async () => {
        if (busy) return
        busy = true
        await enqueue(refreshNow).catch((error: unknown) =>
          log(`Following publications failed, trying again: ${error}`),
        )
        busy = false
      }, intervalMs)
      timer.unref()
    },
    async close() {
      closed = true
      clearInterval(timer)
      await queue
      await merging
    },
  }
}
