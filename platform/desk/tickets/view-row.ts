import { HAND_OFF_REASONS } from '../../../bot/ticket-ports.js'
import { fullRegionName } from '../../../knowledge/regions.js'
import type { Db } from '../../../storage/database.js'
import type { TicketListEntry } from '../../tickets/list-tickets.js'
import type { DeskTicketRow } from '../wire.js'

/** Names by id. */
export async function officeNames(
  db: Pick<Db, 'selectFrom'>,
  ids: readonly (string | null)[],
): Promise<ReadonlyMap<string | null, string>> {
  const wanted = [...new Set(ids)].filter((id) => id !== null)
  if (wanted.length === 0) return new Map()
  const rows = await db.selectFrom('offices').select(['id', 'name']).where('id', 'in', wanted).execute()
  return new Map(rows.map(({ id, name }) => [id, name]))
}

export function viewRow(entry: TicketListEntry, names: ReadonlyMap<string | null, string>): DeskTicketRow {
  return {
    number: entry.number,
    status: entry.status,
    version: entry.version,
    urgency: entry.urgency,
    reason: HAND_OFF_REASONS.find((reason) => reason === entry.reason) ?? 'on_request',
    matter: entry.matter,
    serviceLine: entry.serviceLine,
    regionCode: entry.regionCode,
    regionName: entry.regionCode === null ? null : fullRegionName(entry.regionCode),
    channel: entry.channel,
    officeId: entry.officeId,
    officeName: names.get(entry.officeId) ?? null,
    level: entry.level,
    assigneeId: entry.assigneeId,
    assigneeName: entry.assigneeName,
    dueAt: entry.dueAt,
    callBackDueAt: entry.callBackDueAt,
    summary: entry.summaryMasked,
    createdAt: entry.createdAt,
  }
}
