import type { Transaction } from 'kysely'
import { chinaDate } from '../../../knowledge/china-date.js'
import { haveArticlesChanged, noteApprovedArticles } from '../../../knowledge/dependents/approved-articles.js'
import type { Tables } from '../../../storage/tables.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import type { DraftToPublish } from './draft-rows.js'
import { readParsed, rowsOf } from './view-draft.js'

const entriesOf = (draft: DraftToPublish) =>
  readParsed(draft)
    .filter(({ kind }) => kind !== 'statute')
    .map((source) => rowsOf(source, draft))

/** The law that was before the eyes of whoever approves a draft for a later hour. @param publishAt ISO instant */
export async function noteLawOf(
  trx: Transaction<Tables>,
  draft: DraftToPublish,
  publishAt: string,
): Promise<void> {
  await noteApprovedArticles(trx, entriesOf(draft), chinaDate(new Date(publishAt)))
}

/** @throws {StaffError} 409 `law_changed` an article that it names says something else by now */
export async function checkLawOf(trx: Transaction<Tables>, draft: DraftToPublish, now: Date): Promise<void> {
  const ids = entriesOf(draft).map(({ version }) => version.id)
  if (await haveArticlesChanged(trx, ids, chinaDate(now))) throw knowledgeErrors.lawChanged()
}

/** Before an earlier text is published once more. @throws {StaffError} 409 `law_changed` */
export async function checkLawOfVersion(
  trx: Transaction<Tables>,
  versionId: string,
  now: Date,
): Promise<void> {
  const flag = await trx
    .selectFrom('dependent_flags as f')
    .innerJoin('source_versions as flagged', 'flagged.id', 'f.version_id')
    .innerJoin('source_versions as one', 'one.source_id', 'flagged.source_id')
    .select('f.id')
    .where('one.id', '=', versionId)
    .where('f.status', '=', 'open')
    .limit(1)
    .executeTakeFirst()
  if (flag || (await haveArticlesChanged(trx, [versionId], chinaDate(now))))
    throw knowledgeErrors.lawChanged()
}
