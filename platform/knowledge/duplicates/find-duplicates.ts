import { parseArticleReferences } from '../../../knowledge/article-reference.js'
import type { GuideDetails } from '../../../knowledge/guide-details.js'
import { parentCodes } from '../../../knowledge/regions.js'
import { shortTitle } from '../../../knowledge/short-title.js'
import { createNearQuestions } from '../../../retrieval/likeness/near-questions.js'
import { weighQuestions } from '../../../retrieval/likeness/question-vectors.js'
import { visible } from '../../../retrieval/read-passages.js'
import { createSlice } from '../../../retrieval/slice.js'
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
  /** The two wordings that are nearest, of the left one and the right one. */
  wordings: [string, string]
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
  const met = new Map<string, Pick<FoundPair, 'likeness' | 'wordings'>>()
  const meet = (a: number, b: number, likeness: number, wordings: [string, string]) => {
    if (a > b) return meet(b, a, likeness, [wordings[1], wordings[0]])
    const [left, right] = [entries[a]!, entries[b]!]
    // One wording among many that two have in common makes them no one question.
    const isAsked = left.question === wordings[0] || right.question === wordings[1]
    if (a === b || !isAsked || !meetSomewhere(left.regionCode, right.regionCode)) return
    const known = met.get(`${a} ${b}`)
    if (!known || known.likeness < likeness) met.set(`${a} ${b}`, { likeness, wordings })
  }
  for (let n = 0; n < lines.length; n++) {
    const own = askedBy.get(lines[n]!)!
    const line = lines[n]!
    for (const a of own) for (const b of own) meet(a, b, 1, [line, line])
    for (const { question, likeness } of near.near(n)) {
      const other = lines[question]!
      for (const a of own)
        for (const b of askedBy.get(other)!) meet(a, b, Math.min(1, likeness), [line, other])
    }
    near.add(n)
    await slice()
  }
  return [...met]
    .map(([key, how]) => {
      const [left, right] = key.split(' ').map((n) => entries[Number(n)]!) as [FaqEntry, FaqEntry]
      return { left, right, ...how, isContradiction: contradict(left, right) }
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
