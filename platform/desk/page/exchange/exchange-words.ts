import { words } from '../words.js'
import type { Exchange } from './exchange-api.js'

type DifferenceKind = NonNullable<Exchange['reconciliation']>['differences'][number]['kind']

/** Words of the page on the exchange with the work platform. */
export const exchangeWords = {
  title: '交换',
  running: '与业务平台交换正常',
  stuck: '对方没有收下，正在重试',
  off: {
    title: '还没有接业务平台',
    hint: '工单都在本系统里办，没有要交换的。要接本部门的业务平台，请运维人员按 docs/exchange.md 设置 EXCHANGE_URL 和 EXCHANGE_KEYS，再重新启动。',
  },
  failing: (count: number, problem: string | null) => `连续 ${count} 次没有送达：${problem ?? '原因不明'}。`,
  next: (time: string) => `${time} 再试；消息都还在，不会丢。`,
  facts: {
    waiting: '待发送',
    dead: '停发',
    delivered: '上次送达',
    reconciled: '上次对账',
  },
  count: (count: number) => `${count} 条`,
  oldest: (time: string) => `最早的 ${time}`,
  nothingWaits: '都已送达',
  scope: '您管辖的工单',
  notYet: '还没有',
  differences: (count: number) => (count === 0 ? '两边一致' : `${count} 处不一致`),

  dead: {
    title: '停发的消息',
    hint: '试过多次送不到，已停发；同一工单后面的消息也等着。原因排除后重发。',
    none: '没有停发的消息。',
    columns: { ticket: '工单', reason: '原因', tried: '试过', held: '后面等着', act: '操作' },
    tried: (count: number) => `${count} 次`,
    resend: '重发',
    resendOne: (number: string) => `重发 ${number}`,
    skip: '跳过…',
    skipOne: (number: string) => `跳过 ${number}`,
    resendAll: '全部重发',
    resent: (count: number) => `${count} 条已放回待发送`,
    skipped: '已跳过',
  },
  skip: {
    title: (number: string, what: string) => `跳过 ${number} 的“${what}”`,
    hint: '对方不会收到这条的内容，改收一条说明；同一工单后面的消息接着发。不能撤销，原因会记入审计日志。',
    ok: '跳过这条',
    choices: ['对方已手工录入', '对方不需要这条'],
  },

  reconciliation: {
    title: '对账',
    hint: '每天凌晨 3 点自动核对双方工单的编号和状态。',
    run: '现在对账',
    running: '正在核对…',
    made: (compared: number, count: number) =>
      `核对 ${compared} 件，${count === 0 ? '两边一致' : `发现 ${count} 处不一致`}`,
    failed: (problem: string) => `没有对成：${problem}。`,
    at: (time: string, isManual: boolean) => `${time} ${isManual ? '人工' : '自动'}对账`,
    none: '还没有对过账。',
    same: (compared: number) => `核对 ${compared} 件工单，两边一致。`,
    elsewhere: (count: number) => `另有 ${count} 处在您管辖范围之外。`,
    columns: { ticket: '工单', what: '差异', here: '我方', there: '对方' },
    nothing: '没有',
  },
  kinds: {
    missing_there: () => '对方没有这件工单',
    missing_here: () => '我方没有这件工单',
    state_differs: () => '两边状态不一样',
    undelivered: (count: number) => `${count} 条消息还没送达`,
    dead_letter: (count: number) => `${count} 条消息已停发，见上面`,
    callbacks_missing: (count: number) => `对方的消息没到齐，影响 ${count} 条`,
    messages_missing: (count: number) => `对方少收 ${count} 条消息`,
  } satisfies Record<DifferenceKind, (count: number) => string>,

  gaps: {
    title: '对方的消息没到齐',
    line: (missing: number, kept: number) => `缺第 ${missing} 条，后面 ${kept} 条先存着，等对方补发`,
  },
  refused: {
    title: '没有接受的对方消息',
    hint: '最近 7 天，对方发来、但工单当时的状态不允许的。',
  },
}

const EXCHANGE_KINDS: Readonly<Record<string, string>> = {
  ...words.events,
  skipped: '跳过说明',
  accepted: '对方受理',
  progress: '对方进展',
  answered: '对方答复',
}

/** What a message of the exchange tells. */
export function kindWords(kind: string): string {
  return EXCHANGE_KINDS[kind] ?? kind
}
