import { LEARNED_FILES } from '../../knowledge/learned-file.js'
import type { Db } from '../../storage/database.js'
import { NEXT_REVISION } from '../../storage/tables.js'

/** How many confirmed answers came or went after a revision; one that came and went again counts for nothing. */
export async function countChangedAnswers(db: Db, since: number): Promise<number> {
  const { count } = await db
    .selectFrom('source_versions as v')
    .innerJoin('passages as p', 'p.version_id', 'v.id')
    .select(({ fn }) => fn.count<number | string>('v.id').distinct().as('count'))
    .where('v.file', 'like', LEARNED_FILES)
    .where(({ eb, and, or }) =>
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
    )
    .executeTakeFirstOrThrow()
  return Number(count)
}
