import type { Transaction } from 'kysely'
import type { z } from 'zod'
import { readSource } from '../../../knowledge/read-source.js'
import { isRegionCode } from '../../../knowledge/regions.js'
import type { DraftRow, Tables } from '../../../storage/tables.js'
import { staffErrors } from '../../staff/staff-error.js'
import { handsOf, type StaffMember } from '../../staff/staff-member.js'
import type { KnowledgeDeps } from '../knowledge-deps.js'
import { knowledgeErrors } from '../knowledge-errors.js'
import { createBulk } from './bulk.js'
import { createComments } from './comments.js'
import { createDecide } from './decide.js'
import { documentOf } from './document-of.js'
import { doubtsOfCitations } from './doubts-of-citations.js'
import { documentOfFields } from './draft-fields.js'
import { createDraftRows } from './draft-rows.js'
import type { DraftDecision, DraftReply, draftEdit, newDraftBody } from './draft-wire.js'
import { checkLawOfVersion } from './law-of-draft.js'
import { createListDrafts } from './list-drafts.js'
import { columnsOf, newDraft, storeDraft, storeSourcesOf } from './new-draft.js'
import { parseDraft } from './parse-draft.js'
import { createPublishDrafts } from './publish-drafts.js'
import { createPublishDue } from './publish-due.js'
import { isOwn, isText, readParsed, rowsOf, viewDraft } from './view-draft.js'

/** Their ending says how they are read. */
const NEW_FILE = { guide: '新指南.md', faq: '新问答.md' } as const

export type Drafts = ReturnType<typeof createDrafts>

/** What staff bring in or write, from the first word to its publication. */
export function createDrafts(deps: KnowledgeDeps) {
  const { db, transact } = deps
  const rows = createDraftRows(deps)
  const comments = createComments(deps, rows)
  const publishing = createPublishDrafts(deps, rows)
  const decide = createDecide(deps, rows, publishing)

  async function show(id: string, member: StaffMember): Promise<DraftReply> {
    const row = await rows.byId(id)
    const view = await viewDraft(db, row, member)
    const isOpen = row.status !== 'published' && row.status !== 'discarded'
    const doubts = isOpen ? await doubtsOfCitations(readParsed(row), deps.search) : []
    return {
      ...view,
      problems: [...view.problems, ...doubts.map((message) => ({ line: null, message }))],
      mayPublish: deps.authorMayPublish || !isOwn(row, member),
      comments: await comments.of(id),
    }
  }

  async function documentOfVersion(versionId: string) {
    const source = await readSource(db, versionId)
    if (!source) throw staffErrors.notFound()
    const document = documentOf(source)
    if (!document) throw knowledgeErrors.statuteText()
    return document
  }

  return {
    show,
    list: createListDrafts(deps),
    bulk: createBulk(deps, rows, publishing),
    publishDue: createPublishDue(deps, rows, publishing),

    /** The bytes as they were uploaded. @throws {StaffError} 404 */
    async original(id: string): Promise<{ file: string; bytes: Buffer }> {
      const { file, original, text } = await rows.byId(id)
      if (original === null) return { file, bytes: Buffer.from(text) }
      // A table that was edited goes on as table.csv.md.
      return { file: file.replace(/(\.\w+)\.md$/, '$1'), bytes: Buffer.from(original, 'base64') }
    },

    /**
     * A new guide or Q&A, or one that is published, to be changed.
     * @param beside written in the same transaction: when it throws, there is no draft
     * @throws {StaffError} 400, 404, 409
     */
    async create(
      body: z.infer<typeof newDraftBody>,
      member: StaffMember,
      beside?: (trx: Transaction<Tables>, draftId: string) => Promise<void>,
    ): Promise<DraftReply> {
      const { file, text, kind, replaces } =
        body.from === 'version'
          ? { ...(await documentOfVersion(body.versionId)), replaces: body.versionId }
          : { file: NEW_FILE[body.kind], text: body.text, kind: body.kind, replaces: null }
      const parsed = await parseDraft({ name: file, bytes: Buffer.from(text), regionCode: null, kind })
      const row = newDraft({ ...deps, file, parsed, author: member, replaces })
      await transact(async (trx) => {
        await storeDraft(trx, row)
        await rows.record(trx, member, 'create', row)
        await beside?.(trx, row.id)
      })
      return show(row.id, member)
    },

    /**
     * Publishes once more what an earlier version of a guide or Q&A said, in one step: it was looked through then. Of a
     * statute the newest version is withdrawn instead, and the one before counts again.
     * @returns the id of its source. @throws {StaffError} 404, 409 `statute_text`, `busy`, `law_changed` it rests on articles that
     *   say something else by now
     */
    async rollBack(versionId: string, member: StaffMember): Promise<string> {
      const { file, text, kind } = await documentOfVersion(versionId)
      const parsed = await parseDraft({ name: file, bytes: Buffer.from(text), regionCode: null, kind })
      const row: DraftRow = { ...newDraft({ ...deps, file, parsed, author: member }), status: 'in_review' }
      // Only with its publication: a draft that was left behind could be published by mistake.
      await publishing.publish([row], member, async (trx) => {
        await checkLawOfVersion(trx, versionId, deps.now())
        await storeDraft(trx, row)
      })
      return rowsOf(parsed.sources[0]!, row).source.id
    },

    /**
     * A text that cannot be read as a document is not taken, and nothing is lost: the draft stays as it was.
     * @throws {StaffError} 400 `unreadable`, `no_region`, 409 `changed`, `wrong_state`, `statute_text`
     */
    async edit(
      id: string,
      { version, regionCode, fields, text: given }: z.infer<typeof draftEdit>,
      member: StaffMember,
    ): Promise<DraftReply> {
      const row = await rows.byId(id, version)
      if (row.status !== 'draft' && row.status !== 'in_review') throw knowledgeErrors.wrongState()
      const text = fields && row.kind !== 'statute' ? documentOfFields(row.kind, fields) : given
      const isEdit = fields !== undefined || text !== undefined
      if (isEdit && row.kind === 'statute') throw knowledgeErrors.statuteText()
      const region = regionCode === undefined ? row.region_code : regionCode
      if (region !== null && !isRegionCode(region)) throw knowledgeErrors.noRegion()
      // A table that is edited goes on as Markdown; what was uploaded stays to look at.
      const file = isEdit && !isText(row) ? `${row.file}.md` : row.file
      const bytes =
        text === undefined && row.original !== null && !isText(row)
          ? Buffer.from(row.original, 'base64')
          : Buffer.from(text ?? row.text)
      // What has become a guide stays one, whatever its words look like.
      const kind = text === undefined || row.kind === 'statute' ? undefined : row.kind
      const parsed = await parseDraft({ name: file, bytes, regionCode: region, kind })
      await transact(async (trx) => {
        const columns = columnsOf(parsed)
        await rows.change(trx, row, {
          ...columns,
          file,
          region_code: region,
          hands: JSON.stringify([...new Set([...(JSON.parse(row.hands) as string[]), ...handsOf(member)])]),
          ...(row.author_id !== member.id && { editor_name: member.name }),
        })
        await storeSourcesOf(trx, { ...row, ...columns, file })
        await rows.record(trx, member, 'edit', row)
      })
      return show(id, member)
    },

    async decide(id: string, decision: DraftDecision, member: StaffMember): Promise<DraftReply> {
      await decide(id, decision, member)
      return show(id, member)
    },

    async comment(id: string, text: string, member: StaffMember): Promise<DraftReply> {
      await comments.add(id, text, member)
      return show(id, member)
    },
  }
}
