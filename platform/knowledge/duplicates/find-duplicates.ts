import { parseArticleReferences } from '../../../knowledge/article-reference.js'
import type { GuideDetails } from '../../../knowledge/guide-details.js'
import { parentCodes } from '../../../knowledge/regions.js'
import { shortTitle } from '../../../knowledge/short-title.js'
import { createNearQuestions } from '../../../retrieval/likeness/near-questions.js'
import { createSlice, weighQuestions } from '../../../retrieval/likeness/question-vectors.js'
import { visible } from '../../../retrieval/read-passages.js'
import type { Db } from '../../../storage/database.js'

/** As `wenfa learn` compares confirmed answers: lower, and questions come in that differ in the one word that decides them. */
const SAME_QUESTION = 0.9

export interface FaqEntry {
  versionId: string
  sourceId: string
  question: string
  asks: string[]
  text: string
  cites: string[]
  regionCode: string | null
  file: string
  createdAt: string
}

export interface FoundPair {
  left: FaqEntry
  right: FaqEntry
  likeness: number
  isContradiction: boolean
}

/** Published Q&A that are asked the same, contradictions first. */
export async function findDuplicates(db: Db): Promise<FoundPair[]> {
  const slice = createSlice()
  const entries = await readEntries(db)
  const askedBy = new Map<string, number[]>()
  entries.forEach(({ question, asks }, n) => {
    for (const line of new Set([question, ...asks])) {
      const known = askedBy.get(line)
      if (known) known.push(n)
      else askedBy.set(line, [n])
    }
  })
  const lines = [...askedBy.keys()]
  const near = createNearQuestions(await weighQuestions(lines), SAME_QUESTION)
  /** By the two, the smaller number first. */
  const likeness = new Map<string, number>()
  const meet = (a: number, b: number, value: number) => {
    if (a === b || !meetSomewhere(entries[a]!.regionCode, entries[b]!.regionCode)) return
    const key = a < b ? `${a} ${b}` : `${b} ${a}`
    likeness.set(key, Math.max(likeness.get(key) ?? 0, value))
  }
  for (let n = 0; n < lines.length; n++) {
    const own = askedBy.get(lines[n]!)!
    for (const a of own) for (const b of own) meet(a, b, 1)
    for (const found of near.near(n))
      for (const a of own)
        for (const b of askedBy.get(lines[found.question]!)!) meet(a, b, Math.min(1, found.likeness))
    near.add(n)
    await slice()
  }
  return [...likeness]
    .map(([key, value]) => {
      const [left, right] = key.split(' ').map((n) => entries[Number(n)]!) as [FaqEntry, FaqEntry]
      return { left, right, likeness: value, isContradiction: contradict(left, right) }
    })
    .sort((a, b) => Number(b.isContradiction) - Number(a.isContradiction) || b.likeness - a.likeness)
}

async function readEntries(db: Db): Promise<FaqEntry[]> {
  const rows = await visible(db)
    .innerJoin('source_versions as v', 'v.id', 'passages.version_id')
    .innerJoin('sources as s', 's.id', 'v.source_id')
    .select(['v.id', 'v.source_id', 'v.details', 'v.file', 'v.created_at'])
    .select(['s.title', 's.region_code', 'passages.text'])
    .where('passages.kind', '=', 'faq')
    .orderBy('v.created_at')
    .orderBy('v.id')
    .orderBy('passages.ordinal')
    .execute()
  const entries = new Map<string, FaqEntry>()
  for (const row of rows) {
    const known = entries.get(row.id)
    if (known) {
      known.text += `\n${row.text}`
      continue
    }
    const { asks, cites } = JSON.parse(row.details) as GuideDetails
    entries.set(row.id, {
      ...{ versionId: row.id, sourceId: row.source_id, question: row.title, asks, text: row.text, cites },
      ...{ regionCode: row.region_code, file: row.file, createdAt: row.created_at },
    })
  }
  return [...entries.values()]
}

/** Whether somebody may be told both. */
function meetSomewhere(a: string | null, b: string | null): boolean {
  return a === null || b === null || a === b || parentCodes(a).includes(b) || parentCodes(b).includes(a)
}

function contradict(a: FaqEntry, b: FaqEntry): boolean {
  const [own, theirs] = [articlesOf(a), articlesOf(b)]
  return own.size > 0 && theirs.size > 0 && ![...own].some((article) => theirs.has(article))
}

function articlesOf({ cites }: FaqEntry): Set<string> {
  const references = cites.flatMap((cite) => parseArticleReferences(cite))
  return new Set(
    references.flatMap(({ lawName, from }) =>
      lawName === null ? [] : `${shortTitle(lawName)} ${from.number} ${from.suffix}`,
    ),
  )
}
