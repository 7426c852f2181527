import { createHash } from 'node:crypto'
import type { NewPassageRow, SourceRow, SourceVersionRow } from '../../storage/tables.js'
import { stripCitations } from '../article-reference.js'
import type { GuideDetails } from '../guide-details.js'
import { isLearnedFile } from '../learned-file.js'
import type { ParsedGuide, ParsedSource, ParsedStatute } from '../parsed-source.js'
import type { StatuteDetails } from '../statute-details.js'

export interface SourceRows {
  source: SourceRow
  version: Omit<SourceVersionRow, 'created_at' | 'waiting' | 'changed_revision'>
  passages: NewPassageRow[]
  /** As in `file_versions.line`. */
  line: number | null
  /** As in `source_versions.created_at`; absent: now. */
  createdAt?: string
}

/** Above this a guide is cut into its sections, so that a search finds the one that fits. */
const WHOLE_GUIDE_LENGTH = 1500

/** @param file as in `source_versions.file` */
export function sourceRows(parsed: ParsedSource, file: string): SourceRows {
  return parsed.kind === 'statute' ? statuteRows(parsed, file) : guideRows(parsed, file)
}

function statuteRows(statute: ParsedStatute, file: string): SourceRows {
  const sourceId = hashId('statute', statute.shortTitle, statute.regionCode)
  // The same version may lie in several folders. Without a date only the file tells one text from another.
  const versionId = hashId(sourceId, statute.versionDate, statute.versionDate === null ? file : statute.part)
  const details: StatuteDetails = {
    notes: statute.notes,
    repeals: statute.repeals,
    repealsOn: statute.repealsOn,
    part: statute.part,
    ownEffectiveTo: statute.effectiveTo,
  }
  const numberOf = passageNumbers()
  return {
    source: {
      id: sourceId,
      kind: 'statute',
      title: statute.title,
      short_title: statute.shortTitle,
      region_code: statute.regionCode,
    },
    version: {
      id: versionId,
      source_id: sourceId,
      version_date: statute.versionDate,
      effective_from: statute.effectiveFrom,
      effective_to: statute.effectiveTo,
      status: 'published',
      issuing_body: statute.issuingBody,
      file,
      details: JSON.stringify(details),
    },
    line: null,
    passages: statute.provisions.map((provision, ordinal) => {
      const headingPath = provision.headingPath.join(' / ')
      const identity = hashId(sourceId, statute.versionDate, provision.article ?? headingPath, provision.text)
      return {
        id: numberOf(identity),
        version_id: versionId,
        ordinal,
        kind: 'statute',
        title: statute.shortTitle,
        article: provision.article,
        article_number: provision.number,
        article_suffix: provision.number === null ? null : provision.suffix,
        heading_path: headingPath,
        text: provision.text,
        asks: '',
        matter: null,
        service_lines: '[]',
        published_revision: null,
        withdrawn_revision: null,
      }
    }),
  }
}

function guideRows(guide: ParsedGuide, file: string): SourceRows {
  const { kind, title, line = null, ...details } = guide
  const sourceId = hashId(kind, title, guide.regionCode)
  const isConfirmed = isLearnedFile(file)
  // A confirmed answer is told by what it says, whatever file holds it: withdrawn once, it stays so in all of them.
  const versionId = isConfirmed
    ? `qa-${hashId(sourceId, guide.lead, ...[...guide.cites].sort())}`
    : hashId(sourceId, file)
  const stored: GuideDetails = details
  const numberOf = passageNumbers()
  return {
    source: { id: sourceId, kind, title, short_title: title, region_code: guide.regionCode },
    version: {
      id: versionId,
      source_id: sourceId,
      version_date: null,
      effective_from: guide.effectiveFrom,
      effective_to: guide.effectiveTo,
      status: 'published',
      issuing_body: null,
      file,
      details: JSON.stringify(stored),
    },
    line,
    passages: guideTexts(guide).map(({ heading, text }, ordinal) => ({
      id: numberOf(hashId(isConfirmed ? versionId : sourceId, heading, text, guide.asks.join('\n'))),
      version_id: versionId,
      ordinal,
      kind,
      title,
      article: null,
      article_number: null,
      article_suffix: null,
      heading_path: heading,
      text,
      asks: guide.asks.join('\n'),
      matter: guide.matters[0] ?? null,
      service_lines: JSON.stringify(guide.serviceLines),
      published_revision: null,
      withdrawn_revision: null,
    })),
  }
}

/** Text without 〔〕, so that a quoted sentence stands in it word for word. */
function guideTexts(guide: ParsedGuide): { heading: string; text: string }[] {
  const materials = guide.materials.length ? [{ heading: '要带什么', items: guide.materials }] : []
  const sections = [...guide.sections, ...materials].map(({ heading, items }) => ({
    heading,
    text: stripCitations(items.join('\n')),
  }))
  const lead = stripCitations(guide.lead)
  const whole = [lead, ...sections.map(({ heading, text }) => (heading ? `${heading}\n${text}` : text))].join(
    '\n',
  )
  if (whole.length <= WHOLE_GUIDE_LENGTH) return [{ heading: '', text: whole }]
  return [{ heading: '', text: lead }, ...sections].filter(({ text }) => text !== '')
}

/** 120 bits of SHA-256: the same content has the same id on every machine. */
function hashId(...parts: (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url').slice(0, 20)
}

/** A text that stands twice in one version gets a second id. */
function passageNumbers(): (identity: string) => string {
  const seen = new Map<string, number>()
  return (identity) => {
    const count = (seen.get(identity) ?? 0) + 1
    seen.set(identity, count)
    return count === 1 ? identity : `${identity}-${count}`
  }
}
