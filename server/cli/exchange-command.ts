import { createReadStream } from 'node:fs'
import { createInterface } from 'node:readline'
import type { Difference } from '../../platform/exchange/compare-tickets.js'
import type { DeadLetter, SkippedLetter } from '../../platform/exchange/dead-letters.js'
import type { Exchange } from '../../platform/exchange/exchange.js'
import { type RemoteTicket, remoteTicket } from '../../platform/exchange/exchange-messages.js'
import type { ExchangeStatus } from '../../platform/exchange/exchange-status.js'
import type { Reconciliation } from '../../platform/exchange/reconcile.js'
import { EVENT_WORDS, STATUS_WORDS } from '../../platform/tickets/ticket-words.js'
import { openRecords } from '../compose.js'
import type { CommandContext } from './command-context.js'
import { type Output, UsageError } from './output.js'

interface ExchangeOptions {
  action: 'status' | 'reconcile' | 'dead-letters' | 'resend' | 'skip'
  /** Of `resend` and `skip`. */
  messageId?: string
  all: boolean
  /** Of `skip`. */
  reason?: string
  /** Of `reconcile`. */
  file?: string
  days: number
}

const EXIT_DIFFERENT = 1
const EXIT_NOT_COMPARED = 3

const DIFFERENCES: Record<Difference['kind'], (count: number) => string> = {
  missing_there: () => '对方没有这个工单',
  missing_here: () => '我方没有这个工单',
  state_differs: () => '状态不一致',
  undelivered: (count) => `${count} 条消息还没送达`,
  dead_letter: (count) => `${count} 条消息多次送不到，已停发`,
  callbacks_missing: (count) => `对方的消息没到齐（${count} 条受影响）`,
  messages_missing: (count) => `对方少收 ${count} 条消息`,
}
const KINDS: Record<string, string> = {
  ...EVENT_WORDS,
  skipped: '跳过',
  accepted: '受理',
  progress: '进展',
  answered: '答复',
}

/** @returns the exit code: 0; of `reconcile` 1 where both sides differ, 3 where they could not be compared */
export async function exchangeCommand(
  { config, output }: CommandContext,
  options: ExchangeOptions,
): Promise<number> {
  const run = chooseAction(options, output)
  if (!config.exchange) {
    throw new UsageError('The exchange is off: set EXCHANGE_URL and EXCHANGE_KEYS as for `wenfa serve`')
  }
  const records = await openRecords(config, output)
  try {
    return await run(records.exchange!)
  } finally {
    await records.close()
  }
}

/** @throws {UsageError} before anything is opened */
function chooseAction(
  { action, messageId, all, reason, file, days }: ExchangeOptions,
  output: Output,
): (exchange: Exchange) => Promise<number> {
  switch (action) {
    case 'status':
      return async (exchange) => {
        const status = await exchange.status()
        output.result(status, () => statusText(status))
        return 0
      }
    case 'dead-letters':
      return async (exchange) => {
        const letters = await exchange.deadLetters()
        output.result(letters, () => deadLettersText(letters))
        return 0
      }
    case 'resend':
      if (all === (messageId !== undefined)) {
        throw new UsageError('exchange resend needs the id of a dead letter, or --all')
      }
      return async (exchange) => {
        const resent = await exchange.resend(messageId === undefined ? 'all' : [messageId], null)
        output.result({ resent }, () => `${resent} 条消息已放回待发送`)
        return 0
      }
    case 'skip':
      if (messageId === undefined || !reason?.trim()) {
        throw new UsageError('exchange skip needs the id of a dead letter, and --reason')
      }
      return async (exchange) => {
        const skipped = await exchange.skip(messageId, reason.trim(), null)
        output.result(skipped, () => skippedText(skipped))
        return 0
      }
    case 'reconcile':
      return async (exchange) => {
        const result = await exchange.reconcile(file === undefined ? undefined : readTickets(file), days)
        output.result(result, () => reconciliationText(result))
        if (result.error !== null) return EXIT_NOT_COMPARED
        return result.differences.length > 0 ? EXIT_DIFFERENT : 0
      }
    default:
      return action satisfies never
  }
}

/** @throws {Error} names the line that is not as agreed */
async function* readTickets(path: string): AsyncGenerator<RemoteTicket> {
  let line = 0
  for await (const text of createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line++
    if (!text.trim()) continue
    try {
      yield remoteTicket.parse(JSON.parse(text.replace(/^\ufeff/, '')))
    } catch (error) {
      throw new Error(
        `${path}, line ${line} is no {"number", "status"} of a ticket as docs/exchange.md describes it`,
        { cause: error },
      )
    }
  }
}

function statusText(status: ExchangeStatus): string {
  const lines = [
    status.waiting === 0
      ? '待发送：没有'
      : `待发送：${status.waiting} 条，最早的是 ${localTime(status.waitingSince)}`,
    status.dead === 0 ? '已停发：没有' : `已停发：${status.dead} 条，用 wenfa exchange dead-letters 查看`,
    `最近一次送达：${status.deliveredAt ? localTime(status.deliveredAt) : '还没有'}`,
  ]
  if (status.failures > 0) {
    lines.push(
      `对方连续 ${status.failures} 次没有收下（${status.lastError ?? '原因不明'}），${localTime(status.nextAttemptAt)} 再试`,
    )
  }
  for (const { ticketNumber, missingSeq, kept, since } of status.gaps) {
    lines.push(
      `工单 ${ticketNumber} 缺对方的第 ${missingSeq} 条消息，后面 ${kept} 条先存着（自 ${localTime(since)}）`,
    )
  }
  for (const { ticketNumber, kind, detail, at } of status.refused) {
    lines.push(
      `工单 ${ticketNumber} 没有接受对方的“${KINDS[kind] ?? kind}”（${localTime(at)}）：${detail ?? ''}`,
    )
  }
  const last = status.lastReconciliation
  lines.push(last ? `上次对账：${reconciliationText(last)}` : '上次对账：还没有')
  return lines.join('\n')
}

function reconciliationText({ endedAt, compared, differences, error }: Reconciliation): string {
  if (error !== null) return `${localTime(endedAt)} 没有对成：${error}`
  if (differences.length === 0) return `${localTime(endedAt)} 核对 ${compared} 个工单，两边一致`
  const rows = differences.map(({ number, here, there, kind, count }) => [
    number,
    here ? STATUS_WORDS[here] : '—',
    there ? STATUS_WORDS[there] : '—',
    DIFFERENCES[kind](count),
  ])
  return [
    `${localTime(endedAt)} 核对 ${compared} 个工单，发现 ${differences.length} 处差异`,
    ...table([['工单号', '我方', '对方', '差异'], ...rows]),
  ].join('\n')
}

function deadLettersText(letters: DeadLetter[]): string {
  if (letters.length === 0) return '没有停发的消息'
  const rows = letters.map(({ messageId, ticketNumber, kind, createdAt, attempts, held, lastError }) => [
    messageId,
    ticketNumber,
    KINDS[kind] ?? kind,
    localTime(createdAt),
    String(attempts),
    String(held),
    lastError ?? '',
  ])
  return table([['消息编号', '工单号', '内容', '时间', '试过', '后面等着', '原因'], ...rows]).join('\n')
}

function skippedText({ ticketNumber, seq, kind, replaced }: SkippedLetter): string {
  const what = `工单 ${ticketNumber} 的第 ${seq} 条消息（${KINDS[kind] ?? kind}）已跳过`
  return replaced ? `${what}，改发一条说明，后面的接着发` : `${what}，对方会缺这一条，后面的接着发`
}

/** Columns under each other: a Chinese character is as wide as two others. */
function table(rows: string[][]): string[] {
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => widthOf(row[column]!))))
  return rows.map((row) =>
    row
      .map((cell, column) => cell + ' '.repeat(widths[column]! - widthOf(cell)))
      .join('  ')
      .trimEnd(),
  )
}

function widthOf(text: string): number {
  return [...text].reduce((width, character) => width + (/[\u2e80-\uffef]/.test(character) ? 2 : 1), 0)
}

function localTime(instant: string | null): string {
  return instant === null
    ? '未知时间'
    : new Date(instant).toLocaleString('sv-SE', { timeZone: 'Asia/Shanghai' }).slice(0, 16)
}
