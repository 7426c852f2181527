import type { Db } from '../storage/database.js'
import type { GuideDetails } from './guide-details.js'
import { LEARNED_FILES } from './learned-file.js'

/** A confirmed question with its answer, wherever it stands. */
export interface ConfirmedPair {
  /** Made from what it says: the same in every database. */
  id: string
  question: string
  answer: string
  /** Articles as written. */
  cites: string[]
  /** Files that hold it; none where a withdrawn one was also taken out of its file. */
  places: { file: string; line: number | null }[]
  /** ISO 8601; null: it is searched and learned from. */
  withdrawnAt: string | null
}

/** All that are in use or withdrawn, by their places. */
export async function readConfirmedPairs(db: Db): Promise<ConfirmedPair[]> {
  const rows = await db
    .selectFrom('source_versions as v')
    .innerJoin('sources as s', 's.id', 'v.source_id')
    .leftJoin('withdrawn_answers as w', 'w.version_id', 'v.id')
    .leftJoin('file_versions as f', 'f.version_id', 'v.id')
    .leftJoin('ingested_files as i', 'i.path', 'f.path')
    .select(['v.id', 's.title', 'v.details', 'w.withdrawn_at', 'f.path', 'i.file', 'f.line'])
    .where('v.file', 'like', LEARNED_FILES)
    .where(({ eb, or }) => or([eb('f.path', 'is not', null), eb('w.withdrawn_at', 'is not', null)]))
    .orderBy('f.path')
    .orderBy('f.line')
    .orderBy('v.id')
    .execute()
  const pairs = new Map<string, ConfirmedPair>()
  for (const { id, title, details, withdrawn_at, path, file, line } of rows) {
    const { cites, lead } = JSON.parse(details) as GuideDetails
    const pair = pairs.get(id) ?? {
      id,
      question: title,
      answer: lead,
      cites,
      places: [],
      withdrawnAt: withdrawn_at,
    }
    if (path !== null) pair.places.push({ file: file ?? path, line })
    pairs.set(id, pair)
  }
  return [...pairs.values()]
}

/** A question without what does not tell it from another: signs, spaces, width of letters. */
export function plainQuestion(question: string): string {
  return question
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase()
}

/** Those that an id, or a question in its own words, names. */
export function pairsNamed(pairs: readonly ConfirmedPair[], name: string): ConfirmedPair[] {
  const byId = pairs.filter(({ id }) => id === name)
  if (byId.length > 0) return byId
  const plain = plainQuestion(name)
  return pairs.filter(({ question }) => plainQuestion(question) === plain)
}
