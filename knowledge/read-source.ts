import type { Db } from '../storage/database.js'
import { NEXT_REVISION, type PassageRow, type SourceRow, type SourceVersionRow } from '../storage/tables.js'
import type { GuideDetails } from './guide-details.js'
import type { ParsedSource } from './parsed-source.js'
import type { StatuteDetails } from './statute-details.js'

/** What a version was made from. `sourceRows(sourceOf(rows), version.file)` makes the same rows again. */
export interface StoredSource {
  source: SourceRow
  version: SourceVersionRow
  /** By `ordinal`. */
  passages: readonly StoredPassage[]
}

type StoredPassage = Pick<
  PassageRow,
  'article' | 'article_number' | 'article_suffix' | 'heading_path' | 'text'
>

/**
 * A version as its parser read it; null where there is none. Of a statute the text that is published; of one that is
 * withdrawn its last; of one that was never published the text that waits.
 * An undated statute says word for word what another undated text of the same law says too: such passages are stored
 * once, with the version that came first, and are missing here.
 * @param versionId as in `source_versions.id`
 */
export async function readSource(db: Db, versionId: string): Promise<ParsedSource | null> {
  const version = await db
    .selectFrom('source_versions')
    .selectAll()
    .where('id', '=', versionId)
    .executeTakeFirst()
  if (!version) return null
  const source = await db
    .selectFrom('sources')
    .selectAll()
    .where('id', '=', version.source_id)
    .executeTakeFirstOrThrow()
  const rows =
    source.kind === 'statute'
      ? await db
          .selectFrom('passages')
          .selectAll()
          .where('version_id', '=', versionId)
          .orderBy('ordinal')
          .execute()
      : []
  return sourceFromRows({ source, version, passages: lastText(rows) })
}

/** Of all passages that a version ever had, those of its text as of now. */
export function lastText<T extends Pick<PassageRow, 'published_revision' | 'withdrawn_revision'>>(
  rows: readonly T[],
): T[] {
  const isOpen = ({ withdrawn_revision: end }: T) => end === null || end === NEXT_REVISION
  const visible = rows.filter((row) => row.published_revision !== null && isOpen(row))
  if (visible.length > 0) return visible
  const waiting = rows.filter((row) => row.withdrawn_revision === null)
  if (waiting.length > 0) return waiting
  // What was taken out together with the last of it; earlier ones had been replaced before.
  const last = Math.max(...rows.map(({ withdrawn_revision }) => withdrawn_revision ?? 0))
  return rows.filter(({ withdrawn_revision }) => withdrawn_revision === last)
}

/** @param stored passages are of a statute only: guides and Q&A keep all in their details */
export function sourceFromRows({ source, version, passages }: StoredSource): ParsedSource {
  if (source.kind !== 'statute') {
    const details = JSON.parse(version.details) as GuideDetails
    return { kind: source.kind, title: source.title, ...details }
  }
  const { notes, repeals, repealsOn, part, ownEffectiveTo } = JSON.parse(version.details) as StatuteDetails
  return {
    kind: 'statute',
    title: source.title,
    shortTitle: source.short_title,
    issuingBody: version.issuing_body,
    notes,
    versionDate: version.version_date,
    effectiveFrom: version.effective_from,
    effectiveTo: ownEffectiveTo,
    repeals,
    repealsOn,
    part,
    regionCode: source.region_code,
    provisions: passages.map((passage) => ({
      article: passage.article,
      number: passage.article_number,
      suffix: passage.article_suffix ?? 0,
      headingPath: passage.heading_path === '' ? [] : passage.heading_path.split(' / '),
      text: passage.text,
    })),
  }
}
