import type { Db } from '../../storage/database.js'
import type { PassageRow, SourceRow, SourceVersionRow } from '../../storage/tables.js'
import type { ParsedSource } from '../parsed-source.js'
import { lastText, sourceFromRows } from '../read-source.js'

/** A version that readers see, or that was withdrawn. */
export interface KeptVersion {
  source: SourceRow
  version: SourceVersionRow
  /** By path. */
  held: { path: string; line: number | null }[]
  withdrawnAt: string | null
}

/** All of them but what waits for a first publication, by id. */
export async function readVersions(db: Db): Promise<KeptVersion[]> {
  const sources = await db.selectFrom('sources').selectAll().execute()
  const versions = await db.selectFrom('source_versions').selectAll().orderBy('id').execute()
  const places = await db.selectFrom('file_versions').selectAll().orderBy('path').execute()
  const withdrawn = await db.selectFrom('withdrawn_answers').selectAll().execute()
  const waiting = await db
    .selectFrom('passages')
    .select('version_id')
    .groupBy('version_id')
    .having(({ fn, lit, eb }) => eb(fn.count('published_revision'), '=', lit(0)))
    .execute()
  const isWaiting = new Set(waiting.map(({ version_id }) => version_id))
  const sourceById = new Map(sources.map((source) => [source.id, source]))
  const withdrawnAt = new Map(withdrawn.map((row) => [row.version_id, row.withdrawn_at]))
  const held = new Map<string, KeptVersion['held']>()
  for (const { path, version_id, line } of places)
    held.set(version_id, [...(held.get(version_id) ?? []), { path, line }])
  return versions
    .filter(({ id, status }) => status === 'withdrawn' || !isWaiting.has(id))
    .map((version) => ({
      source: sourceById.get(version.source_id)!,
      version,
      held: held.get(version.id) ?? [],
      withdrawnAt: withdrawnAt.get(version.id) ?? null,
    }))
}

/** What they say, by version id. */
export async function readTexts(db: Db, kept: readonly KeptVersion[]): Promise<Map<string, ParsedSource>> {
  const statutes = kept.filter(({ source }) => source.kind === 'statute').map(({ version }) => version.id)
  const rows =
    statutes.length === 0
      ? []
      : await db
          .selectFrom('passages')
          .selectAll()
          .where('version_id', 'in', statutes)
          .where('published_revision', 'is not', null)
          .orderBy('ordinal')
          .execute()
  const passages = new Map<string, PassageRow[]>(statutes.map((id) => [id, []]))
  for (const row of rows) passages.get(row.version_id)!.push(row)
  return new Map(
    kept.map(({ source, version }) => [
      version.id,
      sourceFromRows({ source, version, passages: lastText(passages.get(version.id) ?? []) }),
    ]),
  )
}
