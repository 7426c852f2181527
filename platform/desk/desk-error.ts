import type { Db } from '../../storage/database.js'
import { StaffError, staffErrors } from '../staff/staff-error.js'
import type { TicketCommand } from '../tickets/ticket-command.js'
import {
  OfficeNotFoundError,
  TicketChangedError,
  TicketNotFoundError,
  TicketStateError,
  TicketTakenError,
} from '../tickets/ticket-errors.js'
import { EVENT_WORDS, STATUS_WORDS } from '../tickets/ticket-words.js'

/** Errors that only the desk has. The codes are stable. */
export const deskErrors = {
  taken: (by: string) => new StaffError(409, 'taken', `这张工单正由${by}办理，需要接手请先改派。`),
  held: (by: string) => new StaffError(409, 'held', `这个会话正由${by}接待。`),
  notHeld: () => new StaffError(409, 'not_held', '这个会话现在没有工作人员接待，请先接入。'),
  ownConversation: () => new StaffError(409, 'own_conversation', '您正在接待这个会话，直接回复群众即可。'),
  noColleague: () => new StaffError(400, 'no_colleague', '没有这位工作人员，或不能把工单派给他（她）。'),
  noOffice: staffErrors.noOffice,
  noRegion: () => new StaffError(400, 'no_region', '没有这个行政区划代码。'),
  officeLoop: () => new StaffError(409, 'office_loop', '上级机构不能是本机构或其下级机构。'),
  officeExists: (name: string) => new StaffError(409, 'office_exists', `这个地区已经有“${name}”了。`),
  planChanged: () => new StaffError(409, 'plan_changed', '机构刚刚有变化，请重新核对再导入。'),
  viewExists: (name: string) => new StaffError(409, 'view_exists', `已经有名为“${name}”的视图了。`),
  exchangeOff: () => new StaffError(409, 'exchange_off', '还没有接业务平台，没有可交换的内容。'),
  notDead: () => new StaffError(409, 'not_dead', '这条消息已经重发、跳过或送达了，请刷新后再看。'),
  reconciling: () => new StaffError(409, 'reconciling', '正在对账，请稍后再看结果。'),
  verifying: () => new StaffError(409, 'verifying', '正在核验，请稍后再试。'),
  provinceOnly: () => new StaffError(409, 'province_only', '开关对全省有效，只有管全省的管理员能改。'),
  reviewed: (by: string) => new StaffError(409, 'reviewed', `这张工单已由${by}评过。`),
}

const COMMAND_WORDS: Record<TicketCommand['kind'], string> = {
  take: '受理',
  release: '放回',
  ask: '请群众补充',
  reply: '答复',
  note: '备注',
  citizen_reply: '记录群众补充',
  transfer: '转办',
  return: '退回',
  escalate: '上报',
  remind: '催办',
  reopen: '重新办理',
  cancel: '撤销',
  merge: '并入',
  close: '办结',
  rate: '评价',
  call_back: '记录回访',
}

/** What staff are told of a fault of the tickets; anything else is thrown on as it is. */
export async function toDeskError(error: unknown, db: Pick<Db, 'selectFrom'>): Promise<unknown> {
  if (error instanceof TicketNotFoundError) return staffErrors.notFound()
  if (error instanceof TicketTakenError) return deskErrors.taken(error.by)
  if (error instanceof OfficeNotFoundError) return deskErrors.noOffice()
  if (error instanceof TicketStateError) {
    const { status, command } = error
    return new StaffError(
      409,
      'wrong_state',
      `工单${STATUS_WORDS[status]}，现在不能${COMMAND_WORDS[command]}。`,
    )
  }
  if (error instanceof TicketChangedError) return changed(error, db)
  return error
}

async function changed({ number, expected, version }: TicketChangedError, db: Pick<Db, 'selectFrom'>) {
  const events = await db
    .selectFrom('ticket_events')
    .innerJoin('tickets', 'tickets.id', 'ticket_events.ticket_id')
    .select(['kind', 'actor_name', 'ticket_events.created_at'])
    .where('tickets.number', '=', number)
    .orderBy('seq')
    .execute()
  // A version is the number of events so far.
  const changes = events
    .slice(expected)
    .map(({ kind, actor_name, created_at }) => ({ kind, by: actor_name, at: created_at }))
  const last = changes.at(-1)
  const what = last ? `${last.by}刚刚对这张工单做了“${EVENT_WORDS[last.kind]}”` : '这张工单刚刚有变化'
  return new StaffError(409, 'changed', `${what}，请看过最新情况再操作。`, undefined, { version, changes })
}
