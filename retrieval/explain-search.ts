import { parentCodes } from '../knowledge/regions.js'
import { HIGHEST_AUTHORITY } from './authority.js'
import type { RankInput } from './gather-candidates.js'
import type { DocFilter, KnowledgeIndex } from './knowledge-index.js'
import type { Ranked, RankedPassages } from './rank-passages.js'
import type { ExcludedCandidate, ExplainedCandidate, Explanation } from './retriever.js'
import type { VersionEntry } from './version-table.js'

/** Candidates told; those after them are all alike: far behind. */
const MOST_TOLD = 80
/** By keywords alone, whatever applies: who is among these and does not apply is told. */
const LOOKED_AT = 60
/** As many as a search takes by meaning. */
const NEAREST = 40

/** What a search weighed and left out, worked out once more from what it found. */
export function explainSearch(
  index: KnowledgeIndex,
  input: RankInput,
  { ranked, weighed }: Pick<RankedPassages, 'ranked' | 'weighed'>,
  place: { day: string; region: string | null },
): Explanation {
  return {
    candidates: candidatesOf(index, input, { ranked, weighed }),
    excluded: excludedOf(index, input, place),
  }
}

function candidatesOf(
  index: KnowledgeIndex,
  { vector, allowed }: RankInput,
  { ranked, weighed }: Pick<RankedPassages, 'ranked' | 'weighed'>,
): ExplainedCandidate[] {
  const near = new Set(vector ? index.nearest(vector, NEAREST, allowed).map(({ doc }) => doc) : [])
  const shown = new Set(ranked.map(({ doc }) => doc))
  const seen = new Map<number, VersionEntry | null>()
  return toTell(weighed(), shown).map(({ doc, score, evidence }) => {
    const ways: ExplainedCandidate['ways'] = []
    if (evidence.keyword > 0) ways.push('keyword')
    if (near.has(doc)) ways.push('meaning')
    if (evidence.asked > 0 || evidence.met > 0) ways.push('asked')
    if (evidence.cited > 0) ways.push('cited')
    if (ways.length === 0) ways.push('learned')
    const provision = index.provision(doc)
    const version = index.version(doc)
    const isOther = provision >= 0 && seen.has(provision) && seen.get(provision) !== version
    if (provision >= 0 && !isOther) seen.set(provision, version)
    const dropped = shown.has(doc) ? null : isOther ? 'other_version' : 'beyond'
    return { ...index.hit(doc, score, evidence), evidence, ways, dropped }
  })
}

/** The first, and those found that stand behind them. */
function toTell(weighed: readonly Ranked[], shown: ReadonlySet<number>): Ranked[] {
  return weighed.filter(({ doc }, place) => place < MOST_TOLD || shown.has(doc))
}

function excludedOf(
  index: KnowledgeIndex,
  { query, anyKind }: RankInput,
  { day, region }: { day: string; region: string | null },
): ExcludedCandidate[] {
  const all = everything(index)
  const { authority } = index
  const best = index.keyword.score(query.terms, all.mask).best(LOOKED_AT, authority, HIGHEST_AUTHORITY)
  const regions = new Set(region === null ? [] : [region, ...parentCodes(region)])
  return best.flatMap(({ doc, score }) => {
    const version = index.version(doc)
    if (anyKind.mask[doc] === 1 || !version) return []
    const { id: versionId, effectiveFrom, effectiveTo, regionCode } = version
    const why = whyExcluded(version, day, regions)
    return [{ ...index.hit(doc, score), versionId, why, effectiveFrom, effectiveTo, regionCode }]
  })
}

function whyExcluded(
  { published, effectiveFrom, effectiveTo, regionCode }: VersionEntry,
  day: string,
  regions: ReadonlySet<string>,
): ExcludedCandidate['why'] {
  if (!published) return 'withdrawn'
  if (regionCode !== null && !regions.has(regionCode)) return 'other_region'
  if (effectiveTo !== null && effectiveTo <= day) return 'ended'
  return effectiveFrom !== null && effectiveFrom > day ? 'not_yet' : 'withdrawn'
}

function everything(index: KnowledgeIndex): Pick<DocFilter, 'mask'> {
  const mask = new Uint8Array(index.docCount)
  for (let doc = 0; doc < mask.length; doc++)
    mask[doc] = index.version(doc) && !index.keyword.isDeleted(doc) ? 1 : 0
  return { mask }
}
