import { compareWords } from '../../../knowledge/compare-words.js'
import { matchTexts } from '../../../knowledge/match-texts.js'
import type { Db } from '../../../storage/database.js'
import type { DependentFlagRow } from '../../../storage/tables.js'
import type { DependentRow } from './dependent-wire.js'

type ChangedArticle = DependentRow['articles'][number]

interface Passage {
  version_id: string
  article: string | null
  text: string
}

/** What became of an article: reads each version of a law once. */
export function createShowArticle(db: Db) {
  const texts = new Map<string, Promise<{ label: string | null; text: string }[]>>()

  const passageOf = (id: string): Promise<Passage | undefined> =>
    db
      .selectFrom('passages')
      .select(['version_id', 'article', 'text'])
      .where('id', '=', id)
      .executeTakeFirst()

  async function versionOf(id: string): Promise<NonNullable<ChangedArticle['newVersion']>> {
    const row = await db
      .selectFrom('source_versions')
      .select(['id', 'version_date', 'effective_from', 'effective_to'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    return {
      id: row.id,
      versionDate: row.version_date,
      effectiveFrom: row.effective_from,
      effectiveTo: row.effective_to,
    }
  }

  /** The text that counts now where it has no such article. */
  async function newestOf(sourceId: string): Promise<string | null> {
    const row = await db
      .selectFrom('source_versions')
      .select('id')
      .where('source_id', '=', sourceId)
      .where('status', '=', 'published')
      .orderBy('version_date', (order) => order.desc().nullsLast())
      .executeTakeFirst()
    return row?.id ?? null
  }

  function articlesOf(versionId: string) {
    const known =
      texts.get(versionId) ??
      db
        .selectFrom('passages')
        .select(['article as label', 'text'])
        .where('version_id', '=', versionId)
        .where('article', 'is not', null)
        .where('withdrawn_revision', 'is', null)
        .orderBy('ordinal')
        .execute()
    texts.set(versionId, known)
    return known
  }

  return async (flag: DependentFlagRow): Promise<ChangedArticle> => {
    const { law, source_id, why, number, old_passage_id, new_passage_id } = flag
    const before = await passageOf(old_passage_id)
    const after = new_passage_id === null ? undefined : await passageOf(new_passage_id)
    const label = before?.article ?? `第${number}条`
    const newest = why === 'repealed' ? null : (after?.version_id ?? (await newestOf(source_id)))
    const old = { label, text: before?.text ?? '' }
    const [match] = newest === null ? [] : matchTexts([old], await articlesOf(newest))
    const moved = match && match[1].label !== label ? match[1] : null
    return {
      law,
      label,
      lawSourceId: source_id,
      why,
      oldVersion: before
        ? await versionOf(before.version_id)
        : { id: '', versionDate: null, effectiveFrom: null, effectiveTo: null },
      newVersion: newest === null ? null : await versionOf(newest),
      movedTo: moved?.label ?? null,
      words: compareWords(old.text, (moved ?? after)?.text ?? ''),
    }
  }
}
