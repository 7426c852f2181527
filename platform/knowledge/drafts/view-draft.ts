import { sourceRows } from '../../../knowledge/ingest/source-rows.js'
import type { ParsedSource } from '../../../knowledge/parsed-source.js'
import { fullRegionName } from '../../../knowledge/regions.js'
import type { Db } from '../../../storage/database.js'
import type { DraftRow } from '../../../storage/tables.js'
import type { StaffError } from '../../staff/staff-error.js'
import { handsOf, type StaffMember } from '../../staff/staff-member.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import { printDocument } from './document-of.js'
import { fieldsOf } from './draft-fields.js'
import type { ListedDraft } from './draft-rows.js'
import { unwrittenIn } from './draft-templates.js'
import type { DraftListRow, DraftProblem, DraftReply } from './draft-wire.js'
import { factsOf, partsOf } from './parts-of.js'

/** Sources of one draft that its page shows whole. */
const MAX_SHOWN = 50

type SourceView = DraftReply['sources'][number]

export function viewListed(
  row: ListedDraft & Pick<DraftRow, 'problems'> & { sources: number },
  member: StaffMember,
): DraftListRow {
  return {
    id: row.id,
    status: row.status,
    version: row.version,
    uploadId: row.upload_id,
    kind: row.kind,
    title: row.title,
    file: row.file,
    sources: row.sources,
    problems: readProblems(row).length,
    authorName: row.author_name,
    editorName: row.editor_name,
    isOwn: isOwn(row, member),
    createdAt: row.created_at,
    changedAt: row.changed_at,
    submittedAt: row.submitted_at,
    deciderName: row.decider_name,
    decidedAt: row.decided_at,
    reason: row.reason,
    publishAt: row.publish_at,
    publishedAt: row.published_at,
  }
}

/** Wrote it, or changed what somebody else wrote. */
export function isOwn({ hands }: Pick<DraftRow, 'hands'>, member: StaffMember): boolean {
  const all = JSON.parse(hands) as string[]
  return handsOf(member).some((id) => all.includes(id))
}

export async function viewDraft(
  db: Db,
  row: DraftRow,
  member: StaffMember,
): Promise<Omit<DraftReply, 'comments' | 'mayPublish'>> {
  const sources = readParsed(row)
  const [first] = sources
  return {
    draft: viewListed({ ...row, sources: sources.length }, member),
    text: row.text,
    editText: editTextOf(row, sources),
    fields: first && first.kind !== 'statute' && sources.length === 1 ? fieldsOf(first) : null,
    hasOriginal: row.original !== null,
    isPdf: isPdf(Buffer.from(row.original?.slice(0, 8) ?? '', 'base64')),
    regionCode: row.region_code,
    problems: readProblems(row),
    sources: await Promise.all(sources.slice(0, MAX_SHOWN).map((source) => viewSource(db, source, row))),
  }
}

/** By its first bytes: the name may say anything. */
export function isPdf(bytes: Buffer): boolean {
  return bytes.toString('latin1', 0, 5) === '%PDF-'
}

/** Whether its text is the document, not only what was read out of one. */
export function isText({ file }: Pick<DraftRow, 'file'>): boolean {
  return /\.(?:md|markdown|txt)$/i.test(file)
}

function editTextOf(row: DraftRow, sources: readonly ParsedSource[]): string | null {
  if (row.kind === 'statute') return null
  const guides = sources.filter((source) => source.kind !== 'statute')
  return isText(row) ? row.text : printDocument(row.title, guides)
}

export const readParsed = ({ parsed }: Pick<DraftRow, 'parsed'>) => JSON.parse(parsed) as ParsedSource[]
const readProblems = ({ problems }: Pick<DraftRow, 'problems'>) => JSON.parse(problems) as DraftProblem[]

/** Of a draft that still holds words of a template; null: it may go on. */
export function unwrittenError(row: Pick<DraftRow, 'parsed'>): StaffError | null {
  const left = readParsed(row).flatMap(unwrittenIn)
  return left.length > 0 ? knowledgeErrors.unwritten(left) : null
}

/** Name under which a draft stands among the files of the knowledge base. */
export function pathOf({ id, file }: Pick<DraftRow, 'id' | 'file'>): string {
  return `desk/${id}/${file}`
}

/** Laws keep the name of their file; a guide or Q&A of a draft is a version of its own. */
export function rowsOf(source: ParsedSource, draft: Pick<DraftRow, 'id' | 'file'>) {
  return sourceRows(source, source.kind === 'statute' ? draft.file : pathOf(draft))
}

async function viewSource(db: Db, source: ParsedSource, draft: DraftRow): Promise<SourceView> {
  const { source: row, version } = rowsOf(source, draft)
  const versions = await db
    .selectFrom('source_versions')
    .select(['id', 'version_date'])
    .where('source_id', '=', row.id)
    .where('status', '=', 'published')
    .where('id', '<>', draft.status === 'published' ? version.id : '')
    .orderBy('version_date', 'desc')
    .execute()
  const { relation, comparedWith } = relate(source, version, versions, draft.replaces_version_id)
  return {
    sourceId: row.id,
    kind: source.kind,
    title: source.title,
    regionCode: source.regionCode,
    regionName: source.regionCode === null ? null : fullRegionName(source.regionCode),
    issuingBody: version.issuing_body,
    versionDate: version.version_date,
    effectiveFrom: version.effective_from,
    effectiveTo: version.effective_to,
    repeals: source.kind === 'statute' ? source.repeals : [],
    ...factsOf(source),
    relation,
    comparedWith,
    parts: partsOf(source),
  }
}

interface KnownVersion {
  id: string
  version_date: string | null
}

function relate(
  source: ParsedSource,
  { id, version_date: date }: KnownVersion,
  versions: readonly KnownVersion[],
  replaces: string | null,
): Pick<SourceView, 'relation' | 'comparedWith'> {
  const [newest] = versions
  if (source.kind !== 'statute') {
    const meant = versions.find((version) => version.id === replaces) ?? newest
    const comparedWith = meant?.id ?? replaces
    return { relation: comparedWith === null ? 'new' : 'replaces', comparedWith }
  }
  if (!newest) return { relation: 'new', comparedWith: null }
  if (versions.some((version) => version.id === id)) return { relation: 'same', comparedWith: id }
  const before = versions.find((version) => (version.version_date ?? '') < (date ?? ''))
  return {
    relation: before === newest ? 'next' : 'earlier',
    comparedWith: (before ?? newest).id,
  }
}
