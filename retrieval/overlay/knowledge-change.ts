import type { GuideDetails } from '../../knowledge/guide-details.js'
import type { PlannedPublication } from '../../knowledge/ingest/plan-publication.js'
import type { SourceRows } from '../../knowledge/ingest/source-rows.js'
import type { IndexedPassage } from '../doc-table.js'
import type { VersionEntry } from '../version-table.js'

/** What a publication would change for a search. Data: it crosses into the search thread. */
export interface KnowledgeChange {
  passages: IndexedPassage[]
  removedIds: string[]
  versions: VersionEntry[]
  redated: { id: string; effectiveTo: string | null }[]
}

export function changeOf({ versions, passages, removedIds, redated }: PlannedPublication): KnowledgeChange {
  return {
    passages: passages.map((passage) => ({
      ...passage,
      article: passage.article ?? null,
      article_number: passage.article_number ?? null,
      article_suffix: passage.article_suffix ?? null,
    })),
    removedIds,
    versions: versions.map(entryOf),
    redated: redated.map(({ id, effectiveTo }) => ({ id, effectiveTo })),
  }
}

function entryOf({ source, version }: SourceRows): VersionEntry {
  return {
    id: version.id,
    sourceId: source.id,
    kind: source.kind,
    shortTitle: source.short_title,
    regionCode: source.region_code,
    versionDate: version.version_date,
    effectiveFrom: version.effective_from,
    effectiveTo: version.effective_to,
    published: true,
    file: version.file,
    issuingBody: version.issuing_body,
    cites: source.kind === 'statute' ? [] : (JSON.parse(version.details) as GuideDetails).cites,
  }
}
