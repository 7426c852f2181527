import type { GuideDetails } from '../../knowledge/guide-details.js'
import { isLearnedFile } from '../../knowledge/learned-file.js'
import type { Db } from '../../storage/database.js'
import { visible } from '../read-passages.js'
import { analyzeText } from '../tokenize.js'

/** A published guide or Q&A that cites articles: what staff confirmed about the questions that it answers. */
export interface ConfirmedAnswer {
  versionId: string
  /** Title and other wordings. */
  wordings: readonly string[]
  /** Terms of all wordings, with repetitions (see `analyzeText`). */
  questionTerms: readonly string[]
  answerTerms: readonly string[]
  /** Articles as the entry names them. */
  cites: readonly string[]
  /** Brought in by `wenfa learn`: one question that was asked, not an entry written for many. */
  learned: boolean
}

/** All that are published at a revision. Guides of several passages come once. */
export async function readConfirmedAnswers(db: Db, revision: number): Promise<ConfirmedAnswer[]> {
  const rows = await visible(db, revision)
    .innerJoin('source_versions as v', 'v.id', 'passages.version_id')
    .select(['passages.version_id', 'passages.title', 'passages.text', 'v.details', 'v.file'])
    .where('passages.kind', '<>', 'statute')
    .orderBy('passages.version_id')
    .orderBy('passages.ordinal')
    .execute()
  const byVersion = new Map<string, ConfirmedAnswer & { answerTerms: string[] }>()
  for (const { version_id, title, text, details, file } of rows) {
    const { asks, cites } = JSON.parse(details) as GuideDetails
    if (cites.length === 0) continue
    const known = byVersion.get(version_id)
    const { terms } = analyzeText(text)
    if (known) known.answerTerms.push(...terms)
    else {
      const wordings = [title, ...asks]
      byVersion.set(version_id, {
        versionId: version_id,
        wordings,
        questionTerms: wordings.flatMap((wording) => analyzeText(wording).terms),
        answerTerms: terms,
        cites,
        learned: isLearnedFile(file),
      })
    }
  }
  return [...byVersion.values()]
}
