import { staffErrors } from '../../staff/staff-error.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { createDecideDependents } from './decide-dependents.js'
import type { DependenciesReply } from './dependent-wire.js'
import { createListDependents } from './list-dependents.js'
import { createSetPolicy } from './policy.js'
import { createWatchDependents } from './watch-dependents.js'

const MOST_SHOWN = 500

/** Guides and Q&A that rest on articles of laws, and what becomes of them when these change. */
export function createDependents(deps: KnowledgeDeps) {
  const { db } = deps
  return {
    list: createListDependents(deps),
    decide: createDecideDependents(deps),
    setPolicy: createSetPolicy(deps),
    watch: createWatchDependents(deps),

    /** What a source rests on, and what rests on it. @throws {StaffError} 404 */
    async of(sourceId: string): Promise<DependenciesReply> {
      const source = await db.selectFrom('sources').select('id').where('id', '=', sourceId).executeTakeFirst()
      if (!source) throw staffErrors.notFound()
      const cites = await db
        .selectFrom('article_dependencies as d')
        .innerJoin('source_versions as v', 'v.id', 'd.version_id')
        .select(['d.law', 'd.number', 'd.suffix', 'd.source_id', 'd.passage_id'])
        .where('v.source_id', '=', sourceId)
        .where('v.status', '=', 'published')
        .orderBy('d.law')
        .orderBy('d.number')
        .orderBy('d.suffix')
        .limit(MOST_SHOWN)
        .execute()
      const citedBy = await db
        .selectFrom('article_dependencies as d')
        .innerJoin('source_versions as v', 'v.id', 'd.version_id')
        .innerJoin('sources as s', 's.id', 'v.source_id')
        .select(['v.source_id', 'v.id', 's.kind', 's.title', 'd.number', 'd.suffix'])
        .where('d.source_id', '=', sourceId)
        .where('v.status', '=', 'published')
        .orderBy('d.number')
        .orderBy('d.suffix')
        .orderBy('s.title')
        .limit(MOST_SHOWN)
        .execute()
      return {
        cites: cites.map(({ law, number, suffix, source_id, passage_id }) => ({
          law,
          number,
          suffix,
          lawSourceId: source_id,
          isKnown: passage_id !== null,
        })),
        citedBy: citedBy.map(({ source_id, id, kind, title, number, suffix }) => ({
          sourceId: source_id,
          versionId: id,
          kind,
          title,
          number,
          suffix,
        })),
      }
    },
  }
}
