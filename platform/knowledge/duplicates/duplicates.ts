import type { z } from 'zod'
import { fullRegionName } from '../../../knowledge/regions.js'
import { STARTER_PREFIX } from '../../../knowledge/starter-prefix.js'
import { readPublication } from '../../../retrieval/publication.js'
import { staffErrors } from '../../staff/staff-error.js'
import type { StaffMember } from '../../staff/staff-member.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import type { DuplicatePair, duplicatePage } from './duplicate-wire.js'
import { type FaqEntry, type FoundPair, findDuplicates } from './find-duplicates.js'

/** Q&A that ask the same, and those of them that answer from other articles. */
export function createDuplicates({ db, transact, audit, now }: KnowledgeDeps) {
  let kept: { publication: string; found: Promise<FoundPair[]> } | null = null

  /** Worked out once a publication. */
  async function find(): Promise<FoundPair[]> {
    const { id } = await readPublication(db)
    if (kept?.publication !== id) {
      const found = findDuplicates(db)
      const own = { publication: id, found }
      kept = own
      found.catch(() => {
        if (kept === own) kept = null
      })
    }
    return kept.found
  }

  return {
    async prepare(): Promise<void> {
      await find()
    },

    async list({ limit, offset }: { limit: number; offset: number }): Promise<z.infer<typeof duplicatePage>> {
      const said = await db.selectFrom('qa_apart').select(['version_id', 'other_version_id']).execute()
      const apart = new Set(
        said.map(({ version_id, other_version_id }) => `${version_id} ${other_version_id}`),
      )
      const pairs = (await find()).filter(
        ({ left, right }) => !apart.has(ordered(left.versionId, right.versionId).join(' ')),
      )
      return {
        pairs: pairs.slice(offset, offset + limit).map(viewPair),
        total: pairs.length,
        contradictions: pairs.filter(({ isContradiction }) => isContradiction).length,
      }
    },

    /** They are not the same: they are shown together no more, until one of them changes. @throws {StaffError} 404 */
    async setApart([a, b]: readonly [string, string], member: StaffMember): Promise<void> {
      const [version_id, other_version_id] = ordered(a, b)
      await transact(async (trx) => {
        const known = await trx
          .selectFrom('source_versions as v')
          .innerJoin('sources as s', 's.id', 'v.source_id')
          .select(['v.id', 's.title'])
          .where('v.id', 'in', [a, b])
          .execute()
        if (known.length !== 2) throw staffErrors.notFound()
        await trx
          .insertInto('qa_apart')
          .values({ version_id, other_version_id, said_by: member.name, said_at: now().toISOString() })
          .onConflict((c) => c.doNothing())
          .execute()
        await audit.record(trx, {
          actorId: member.id,
          action: 'knowledge.apart',
          subject: version_id,
          details: { titles: known.map(({ title }) => title) },
        })
      })
    },
  }
}

function ordered(a: string, b: string): [string, string] {
  return a < b ? [a, b] : [b, a]
}

function viewPair({ left, right, ...how }: FoundPair): DuplicatePair {
  return { ...how, left: viewEntry(left), right: viewEntry(right) }
}

function viewEntry({ regionCode, file, ...entry }: FaqEntry): DuplicatePair['left'] {
  return {
    ...entry,
    regionName: regionCode === null ? null : fullRegionName(regionCode),
    isStarter: file.startsWith(STARTER_PREFIX),
  }
}
