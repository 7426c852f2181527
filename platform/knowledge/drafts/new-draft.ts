import type { Transaction } from 'kysely'
import type { DraftRow, Tables } from '../../../storage/tables.js'
import { handsOf, type StaffMember } from '../../staff/staff-member.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import type { ParsedDraft } from './parse-draft.js'
import { readParsed, rowsOf } from './view-draft.js'

const ROWS_A_STATEMENT = 400

interface NewDraft extends Pick<KnowledgeDeps, 'now' | 'randomBytes'> {
  file: string
  parsed: ParsedDraft
  author: StaffMember
  upload?: { id: string; contentHash: string; original: string | null }
  replaces?: string | null
}

/** @throws {StaffError} 400 `unreadable` it holds no source */
export function newDraft({ now, randomBytes, file, parsed, author, upload, replaces }: NewDraft): DraftRow {
  const at = now().toISOString()
  return {
    id: `dr_${randomBytes(12).toString('base64url')}`,
    status: 'draft',
    version: 1,
    upload_id: upload?.id ?? null,
    file,
    content_hash: upload?.contentHash ?? null,
    original: upload?.original ?? null,
    region_code: null,
    replaces_version_id: replaces ?? null,
    author_id: author.id,
    author_name: author.name,
    hands: JSON.stringify(handsOf(author)),
    editor_name: null,
    created_at: at,
    changed_at: at,
    submitted_at: null,
    decider_name: null,
    decided_at: null,
    reason: null,
    publish_at: null,
    published_at: null,
    ...columnsOf(parsed),
  }
}

/** What of a draft its document says. @throws {StaffError} 400 `unreadable` it holds no source */
export function columnsOf({ text, sources, problems }: ParsedDraft) {
  const [first] = sources
  if (!first) throw knowledgeErrors.unreadable('里面没有能用的内容。')
  return {
    kind: first.kind,
    title: first.title,
    text,
    parsed: JSON.stringify(sources),
    problems: JSON.stringify(problems),
  }
}

export async function storeDraft(trx: Transaction<Tables>, row: DraftRow): Promise<void> {
  await trx.insertInto('drafts').values(row).execute()
  await storeSourcesOf(trx, row)
}

/** Which sources it holds, in place of those that it held before. */
export async function storeSourcesOf(trx: Transaction<Tables>, row: DraftRow): Promise<void> {
  await trx.deleteFrom('draft_sources').where('draft_id', '=', row.id).execute()
  const ids = [...new Set(readParsed(row).map((source) => rowsOf(source, row).source.id))]
  for (let start = 0; start < ids.length; start += ROWS_A_STATEMENT) {
    await trx
      .insertInto('draft_sources')
      .values(
        ids.slice(start, start + ROWS_A_STATEMENT).map((source_id) => ({ draft_id: row.id, source_id })),
      )
      .execute()
  }
}
