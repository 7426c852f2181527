import type { TicketStatus } from '../../bot/ticket-ports.js'
import type { TicketEventKind } from './ticket-event.js'

/** What staff read for where a ticket stands. */
export const STATUS_WORDS: Record<TicketStatus['status'], string> = {
  waiting: '待受理',
  taken: '办理中',
  waiting_for_citizen: '待群众补充',
  answered: '已答复',
  closed: '已办结',
  cancelled: '已撤销',
  merged: '已并入',
}

/** What staff read for what happened to it. */
export const EVENT_WORDS: Record<TicketEventKind, string> = {
  opened: '登记',
  taken: '受理',
  released: '放回',
  asked_citizen: '请群众补充',
  citizen_replied: '群众补充',
  replied: '答复',
  noted: '备注',
  transferred: '转办',
  returned: '退回',
  escalated: '上报',
  reminded: '催办',
  reopened: '重新办理',
  cancelled: '撤销',
  merged: '并入',
  closed: '办结',
  rated: '评价',
  called_back: '回访',
}
