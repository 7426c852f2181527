import type { GuideDetails } from '../../knowledge/guide-details.js'
import type { PlannedPublication } from '../../knowledge/ingest/plan-publication.js'
import { isMatter } from '../../knowledge/matter.js'
import { parentCodes } from '../../knowledge/regions.js'
import type { NewPassageRow } from '../../storage/tables.js'
import type { Passage } from '../passage.js'
import type { Passages, Place } from '../passages.js'

type Read = Pick<Passages, 'byIds' | 'published' | 'entries' | 'article' | 'neighbours'>

interface Added extends Passage {
  versionId: string
  ordinal: number
}

/**
 * Passages as they would be read after a publication: those of its versions in place of what is stored, also where the
 * text is the same, for dates, fees, time limits and citations are the version's.
 */
export function passagesOver(base: Read, planned: PlannedPublication): Read {
  const removed = new Set(planned.removedIds)
  const added = new Map(addedPassages(planned).map((passage) => [passage.id, passage]))

  /** A law that came before may end sooner now. */
  const ends = new Map(
    planned.redated.map((version) => [keyOf(version.shortTitle, version), version.effectiveTo]),
  )
  const redate = (passage: Passage): Passage => {
    const effectiveTo = passage.kind === 'statute' ? ends.get(keyOf(passage.title, passage)) : undefined
    return effectiveTo === undefined ? passage : { ...passage, effectiveTo }
  }
  const stay = (passages: readonly Passage[]) =>
    passages.filter(({ id }) => !removed.has(id) && !added.has(id)).map(redate)

  return {
    async byIds(ids) {
      const read = await base.byIds(ids.filter((id) => !added.has(id)))
      const known = new Map(read.map((passage) => [passage.id, redate(passage)]))
      return ids.flatMap((id) => added.get(id) ?? known.get(id) ?? [])
    },
    async published(ids) {
      const known = await base.published(ids)
      return [...stay(known), ...ids.flatMap((id) => added.get(id) ?? [])]
    },
    async entries(titles) {
      const wanted = new Set(titles.flatMap((title) => [title, `${title}？`]))
      const own = [...added.values()].filter(({ kind, title }) => kind !== 'statute' && wanted.has(title))
      return [...stay(await base.entries(titles)), ...own]
    },
    async article(lawTitle, number, suffix, place) {
      const known = await base.article(lawTitle, number, suffix, place)
      const candidates: Passage[] = [...(known ? stay([known]) : []), ...added.values()]
      const [newest] = candidates
        .filter(
          (passage) =>
            passage.kind === 'statute' &&
            passage.title === lawTitle &&
            passage.articleNumber === number &&
            passage.articleSuffix === suffix &&
            appliesAt(passage, place),
        )
        .sort((a, b) => ((a.versionDate ?? '') < (b.versionDate ?? '') ? 1 : -1))
      return newest ?? null
    },
    async neighbours(id) {
      const own = added.get(id)
      if (!own) return base.neighbours(id)
      const beside = (step: number) =>
        [...added.values()].find(
          ({ versionId, ordinal }) => versionId === own.versionId && ordinal === own.ordinal + step,
        )?.id ?? null
      return { previousId: beside(-1), nextId: beside(1) }
    },
  }
}

/** A version of a law, as its passages know it. */
function keyOf(
  title: string,
  { versionDate, regionCode }: Pick<Passage, 'versionDate' | 'regionCode'>,
): string {
  return `${title} ${versionDate} ${regionCode}`
}

function addedPassages({ versions }: PlannedPublication): Added[] {
  return versions.flatMap(({ source, version, passages: all }) => {
    const details = source.kind === 'statute' ? null : (JSON.parse(version.details) as GuideDetails)
    return all.map((row: NewPassageRow) => ({
      id: row.id,
      kind: row.kind,
      title: row.title,
      article: row.article ?? null,
      articleNumber: row.article_number ?? null,
      articleSuffix: row.article_suffix ?? 0,
      headingPath: row.heading_path,
      text: row.text,
      versionDate: version.version_date,
      effectiveFrom: version.effective_from,
      effectiveTo: version.effective_to,
      regionCode: source.region_code,
      matter: row.matter != null && isMatter(row.matter) ? row.matter : null,
      details,
      versionId: version.id,
      ordinal: row.ordinal,
    }))
  })
}

function appliesAt({ effectiveFrom, effectiveTo, regionCode }: Passage, place: Place): boolean {
  const regions = place.regionCode === null ? [] : [place.regionCode, ...parentCodes(place.regionCode)]
  return (
    (effectiveFrom === null || effectiveFrom <= place.asOfDate) &&
    (effectiveTo === null || effectiveTo > place.asOfDate) &&
    (regionCode === null || regions.includes(regionCode))
  )
}
