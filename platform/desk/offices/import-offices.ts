import type { z } from 'zod'
import { writeOffices } from '../../../knowledge/ingest/store-offices.js'
import { buildOfficeTable } from '../../../knowledge/write-office-table.js'
import type { Db } from '../../../storage/database.js'
import type { StaffRequest } from '../../staff/access/staff-access.js'
import type { DeskDeps } from '../desk-deps.js'
import { deskErrors } from '../desk-error.js'
import type { importBody, importPreview, importReply, previewBody } from './office-wire.js'
import { planImport, readOfficeTable } from './plan-import.js'

/** Shown of a preview; more of them nobody reads. */
const MOST_LINES = 1000

export function createImportOffices({
  db,
  transact,
  audit,
  forgetOffices,
}: Pick<DeskDeps, 'db' | 'transact' | 'audit' | 'forgetOffices'>) {
  const present = (from: Pick<Db, 'selectFrom'>) => from.selectFrom('offices').selectAll().execute()
  const read = ({ content, fileName }: z.infer<typeof previewBody>) =>
    readOfficeTable(Buffer.from(content, 'base64'), fileName)

  return {
    /** What would be added, changed and refused; nothing is written. @throws {StaffError} 400 `no_table` */
    async preview(
      body: z.infer<typeof previewBody>,
      who: StaffRequest,
    ): Promise<z.infer<typeof importPreview>> {
      const { lines, counts, plan } = planImport(await present(db), await read(body), who.scope)
      const refusedFirst = [
        ...lines.filter(({ kind }) => kind === 'refused'),
        ...lines.filter(({ kind }) => kind !== 'refused'),
      ]
      return { counts, plan, lines: refusedFirst.slice(0, MOST_LINES) }
    },

    /**
     * Writes what was previewed, all of it or nothing; refused lines are left out.
     * @throws {StaffError} 400 `no_table`, 409 `plan_changed`: something has changed since the preview
     */
    async run(body: z.infer<typeof importBody>, who: StaffRequest): Promise<z.infer<typeof importReply>> {
      const table = await read(body)
      const counts = await transact(async (trx) => {
        const made = planImport(await present(trx), table, who.scope)
        if (made.plan !== body.plan) throw deskErrors.planChanged()
        await writeOffices(trx, made.rows)
        await audit.record(trx, {
          actorId: who.member.id,
          action: 'office.import',
          subject: body.fileName,
          details: {
            added: made.lines.filter(({ kind }) => kind === 'added').map(({ name }) => name),
            changed: made.lines
              .filter(({ kind }) => kind === 'changed')
              .map(({ name, changes }) => ({ name, changes })),
            refused: made.counts.refused,
          },
        })
        return made.counts
      })
      forgetOffices()
      return { added: counts.added, changed: counts.changed }
    },

    /** The offices that the member sees as a workbook that can be imported again. */
    async table({ scope }: StaffRequest): Promise<Buffer> {
      const rows = await present(db)
      const { officeIds } = scope
      const shown = officeIds === 'all' ? rows : rows.filter(({ id }) => officeIds.includes(id))
      const names = new Map(shown.map(({ id, name }) => [id, name]))
      return buildOfficeTable(
        shown.map((row) => ({
          ...row,
          parent: row.parent_id === null ? '' : (names.get(row.parent_id) ?? ''),
        })),
      )
    },
  }
}
