import { LEARNED_FILES } from '../../knowledge/learned-file.js'
import type { Db } from '../../storage/database.js'
import { NEXT_REVISION } from '../../storage/tables.js'

/**
 * How many confirmed answers came or went after a revision; one that came and went again counts for nothing.
 * Answers are looked at one by one: a planner that begins with the passages reads those of every statute.
 */
export async function countChangedAnswers(db: Db, since: number): Promise<number> {
  const { count } = await db
    .selectFrom('source_versions as v')
    .select(({ fn }) => fn.countAll<number | string>().as('count'))
    .where('v.file', 'like', LEARNED_FILES)
    .where(({ exists, selectFrom }) =>
      exists(
        selectFrom('passages as p')
          .select('p.id')
          .whereRef('p.version_id', '=', 'v.id')
          .where(({ and, eb, or }) =>
            or([
              and([
                eb('p.published_revision', '>', since),
                or([eb('p.withdrawn_revision', 'is', null), eb('p.withdrawn_revision', '=', NEXT_REVISION)]),
              ]),
              and([
                eb('p.published_revision', '<=', since),
                eb('p.withdrawn_revision', '>', since),
                eb('p.withdrawn_revision', '<', NEXT_REVISION),
              ]),
            ]),
          ),
      ),
    )
    .executeTakeFirstOrThrow()
  return Number(count)
}
