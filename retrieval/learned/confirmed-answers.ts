import type { GuideDetails } from '../../knowledge/guide-details.js'
import { LEARNED_FILES } from '../../knowledge/learned-file.js'
import type { Db } from '../../storage/database.js'
import { visible } from '../read-passages.js'
import { createSlice } from '../slice.js'
import { knownTerms } from './known-terms.js'

/** What was learned, and is published: a question that was asked, and the articles that staff confirmed for it. */
export interface ConfirmedAnswer {
  versionId: string
  /** Title and other wordings. */
  wordings: readonly string[]
  /** Terms of all wordings, with repetitions (see `analyzeText`). */
  questionTerms: readonly string[]
  answerTerms: readonly string[]
  /** Distinct words of both (see `KnownTerms`). */
  questionWords: readonly string[]
  answerWords: readonly string[]
  /** Articles as the entry names them. */
  cites: readonly string[]
}

/** Reading more at once holds up searches. */
const VERSIONS_A_READ = 100

/** All that are published at a revision. Guides of several passages come once. */
export async function readConfirmedAnswers(db: Db, revision: number): Promise<ConfirmedAnswer[]> {
  const slice = createSlice()
  const byVersion = new Map<string, ConfirmedAnswer & { answerTerms: string[]; answerWords: string[] }>()
  for await (const { version_id, title, text, details } of readLearned(db, revision)) {
    await slice()
    const { asks, cites } = JSON.parse(details) as GuideDetails
    if (cites.length === 0) continue
    const known = byVersion.get(version_id)
    const answer = knownTerms(text)
    if (known) {
      known.answerTerms.push(...answer.terms)
      known.answerWords = [...new Set([...known.answerWords, ...answer.words])]
    } else {
      const wordings = [title, ...asks]
      const questions = wordings.map((wording) => knownTerms(wording))
      byVersion.set(version_id, {
        versionId: version_id,
        wordings,
        questionTerms: questions.flatMap(({ terms }) => terms),
        answerTerms: [...answer.terms],
        questionWords: [...new Set(questions.flatMap(({ words }) => words))],
        answerWords: [...answer.words],
        cites,
      })
    }
  }
  return [...byVersion.values()]
}

async function* readLearned(db: Db, revision: number) {
  const versions = await db
    .selectFrom('source_versions')
    .select('id')
    .where('file', 'like', LEARNED_FILES)
    .orderBy('id')
    .execute()
  for (let i = 0; i < versions.length; i += VERSIONS_A_READ) {
    yield* await visible(db, revision)
      .innerJoin('source_versions as v', 'v.id', 'passages.version_id')
      .select(['passages.version_id', 'passages.title', 'passages.text', 'v.details'])
      .where(
        'passages.version_id',
        'in',
        versions.slice(i, i + VERSIONS_A_READ).map(({ id }) => id),
      )
      .orderBy('passages.version_id')
      .orderBy('passages.ordinal')
      .execute()
  }
}
