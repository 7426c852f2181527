import type { Db } from '../storage/database.js'

/** A state of the published knowledge. The id is of this one alone: numbers come again after a restored backup. */
export interface Publication {
  revision: number
  id: string
}

/** The last one. */
export async function readPublication(db: Db): Promise<Publication> {
  return db
    .selectFrom('knowledge_state')
    .innerJoin('publications', 'publications.revision', 'knowledge_state.revision')
    .select(['publications.revision', 'publications.id'])
    .where('knowledge_state.id', '=', 1)
    .executeTakeFirstOrThrow()
}

/** Whether the knowledge of this database was once in that state: what came since can be told from its number. */
export async function wasPublished(db: Db, { revision, id }: Publication): Promise<boolean> {
  const row = await db
    .selectFrom('publications')
    .select('revision')
    .where('revision', '=', revision)
    .where('id', '=', id)
    .executeTakeFirst()
  return row !== undefined
}

export function isSamePublication(a: Publication, b: Publication): boolean {
  return a.revision === b.revision && a.id === b.id
}
