import type { Expression, ExpressionBuilder, SqlBool } from 'kysely'
import type { TicketStatus } from '../../bot/ticket-ports.js'
import type { Matter } from '../../knowledge/matter.js'
import type { OfficeLevel } from '../../knowledge/office-level.js'
import type { Tables, TicketRow } from '../../storage/tables.js'
import { EVERYTHING, type StaffScope } from './staff-scope.js'
import type { TicketDeps } from './ticket-deps.js'
import { workKeysOf } from './ticket-row.js'

export interface TicketFilter {
  /** Default: everything. */
  scope?: StaffScope
  /** Default: those that have not ended. */
  statuses?: readonly TicketStatus['status'][]
  /** null: the queue of the province. */
  officeId?: string | null
  /** Those in the hands of this member of staff. */
  assigneeId?: string
  urgency?: 'normal' | 'urgent'
  matter?: Matter
  /** With all regions below it. */
  regionCode?: string
  /** What is owed is owed too long. */
  overdue?: boolean
  /** A dissatisfied citizen is to be called; of closed tickets too. */
  callBack?: boolean
  /** Part of a number. */
  number?: string
  /** Words of the summary. */
  text?: string
  /** Default 50. */
  limit?: number
  /** `next` of the page before. */
  after?: string
}

export interface TicketList {
  tickets: TicketListEntry[]
  /** Of all that fit, on all pages. */
  total: number
  /** `after` of the next page; null: this is the last. */
  next: string | null
}

export interface TicketListEntry {
  id: string
  number: string
  status: TicketStatus['status']
  version: number
  urgency: 'normal' | 'urgent'
  reason: string
  matter: Matter
  serviceLine: string | null
  regionCode: string | null
  channel: string
  officeId: string | null
  level: OfficeLevel
  assigneeId: string | null
  assigneeName: string | null
  /** What is owed next is due then; null: nothing is owed now. */
  dueAt: string | null
  callBackDueAt: string | null
  summaryMasked: string
  createdAt: string
}

const LIST_COLUMNS = [
  'id',
  'number',
  'status',
  'version',
  'urgency',
  'reason',
  'matter',
  'service_line',
  'region_code',
  'channel',
  'office_id',
  'level',
  'assignee_id',
  'assignee_name',
  'due_at',
  'call_back_due_at',
  'summary_masked',
  'created_at',
  'work_key',
] as const

const NOT_ENDED = ['waiting', 'taken', 'waiting_for_citizen', 'answered'] as const

export function createListTickets({ db, now }: Pick<TicketDeps, 'db' | 'now'>) {
  return {
    /** In the order in which they want work: what work is owed on first, urgent before normal, then by when it is due. */
    async list(filter: TicketFilter = {}): Promise<TicketList> {
      const { limit = 50, after } = filter
      const fitting = db.selectFrom('tickets').where((eb) => fits(eb, filter, now().toISOString()))
      const [rows, { total }] = await Promise.all([
        fitting
          .select(LIST_COLUMNS)
          .$if(after !== undefined, (query) => query.where('work_key', '>', after ?? ''))
          .orderBy('work_key')
          // One more tells whether there is a next page.
          .limit(limit + 1)
          .execute(),
        fitting.select((eb) => eb.fn.countAll().as('total')).executeTakeFirstOrThrow(),
      ])
      const page = rows.slice(0, limit)
      return {
        tickets: page.map(listEntry),
        total: Number(total),
        next: rows.length > limit ? (page.at(-1)?.work_key ?? null) : null,
      }
    },
  }
}

function fits(
  eb: ExpressionBuilder<Tables, 'tickets'>,
  filter: TicketFilter,
  now: string,
): Expression<SqlBool> {
  const { scope = EVERYTHING, officeId, assigneeId, urgency, matter, regionCode, number, text } = filter
  const statuses = filter.statuses ?? (filter.callBack ? null : NOT_ENDED)
  const conditions: (Expression<SqlBool> | null)[] = [
    ...(statuses ? ofStatuses(eb, statuses) : []),
    scope.officeIds === 'all'
      ? null
      : eb(placeOf(eb, filter), 'in', scope.officeIds.length ? scope.officeIds : ['']),
    officeId === undefined
      ? null
      : officeId === null
        ? eb('office_id', 'is', null)
        : eb('office_id', '=', officeId),
    assigneeId === undefined ? null : eb('assignee_id', '=', assigneeId),
    urgency === undefined ? null : eb('urgency', '=', urgency),
    matter === undefined ? null : eb('matter', '=', matter),
    regionCode === undefined ? null : eb('region_code', 'like', `${regionCode.replace(/(?:00){1,2}$/, '')}%`),
    filter.overdue ? eb('due_at', '<', now) : null,
    filter.callBack ? eb('call_back_due_at', '>', '') : null,
    number === undefined ? null : eb('number', 'like', `%${number.replace(/[^\d-]/g, '')}%`),
    ...(text ?? '')
      .split(/\s+/)
      .filter((word) => word !== '')
      .map((word) => eb('summary_masked', 'like', `%${word.replace(/[%_\\]/g, '')}%`)),
  ]
  return eb.and(conditions.filter((condition) => condition !== null))
}

/** Few calls are owed: SQLite shall find them by their index, and not all tickets of all offices by theirs. */
function placeOf(eb: ExpressionBuilder<Tables, 'tickets'>, { callBack }: TicketFilter) {
  return callBack ? eb.fn.coalesce('office_id', eb.val('')) : eb.ref('office_id')
}

/** By their place in the order of work, so that one index serves filter, order and count. */
function ofStatuses(
  eb: ExpressionBuilder<Tables, 'tickets'>,
  statuses: readonly TicketStatus['status'][],
): Expression<SqlBool>[] {
  const { from, to, exact } = workKeysOf(statuses)
  const between = [eb('work_key', '>=', from), eb('work_key', '<', to)]
  return exact ? between : [...between, eb('status', 'in', statuses)]
}

export function listEntry(row: Pick<TicketRow, (typeof LIST_COLUMNS)[number]>): TicketListEntry {
  return {
    id: row.id,
    number: row.number,
    status: row.status,
    version: row.version,
    urgency: row.urgency,
    reason: row.reason,
    matter: row.matter as Matter,
    serviceLine: row.service_line,
    regionCode: row.region_code,
    channel: row.channel,
    officeId: row.office_id,
    level: row.level,
    assigneeId: row.assignee_id,
    assigneeName: row.assignee_name,
    dueAt: row.due_at,
    callBackDueAt: row.call_back_due_at,
    summaryMasked: row.summary_masked,
    createdAt: row.created_at,
  }
}
