import { z } from 'zod'
import { HAND_OFF_REASONS } from '../../bot/ticket-ports.js'
import { MATTERS } from '../../knowledge/matter.js'

// Every message of the exchange. docs/exchange.openapi.json is made from these schemas.

/** In a path, a header and a log alike: no spaces, nothing to escape. */
const messageId = z
  .string()
  .regex(/^[\w.:-]{8,100}$/)
  .describe('消息编号，全局唯一；重发时不变，接收方凭它去重')
const ticketNumber = z
  .string()
  .regex(/^\d{4}-\d{4}-\d{4,8}$/)
  .describe('工单号，如 2026-1128-0001')
/** Up to what every database stores in its smaller integers. */
const seq = z.int().min(1).max(2_147_483_647)
const at = z.iso.datetime().describe('发生时间，UTC')
/** Controls but for tabs and line breaks, and halves of characters: nobody sees them, and PostgreSQL refuses some. */
const UNSEEN = /[\p{Cs}\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/gu
const text = (maximum: number) =>
  z
    .string()
    .overwrite((given) => given.replace(UNSEEN, ''))
    .trim()
    .min(1)
    .max(maximum)

const ticketStatus = z
  .enum(['waiting', 'taken', 'waiting_for_citizen', 'answered', 'closed', 'cancelled', 'merged'])
  .describe(
    'waiting 待受理，taken 办理中，waiting_for_citizen 待群众补充，answered 已答复，closed 已办结，cancelled 已撤销，merged 已并入其他工单',
  )

/** `noted` stays inside: notes of staff are not sent. `skipped` is no event: it stands for a message that staff took out. */
export const SENT_KINDS = [
  'opened',
  'taken',
  'released',
  'asked_citizen',
  'citizen_replied',
  'replied',
  'transferred',
  'returned',
  'escalated',
  'reminded',
  'reopened',
  'cancelled',
  'merged',
  'closed',
  'rated',
  'called_back',
  'skipped',
] as const

const eventData = z
  .object({
    text: z.string().optional().describe('答复、追问或群众补充的内容，个人信息已隐去'),
    reason: z.string().optional().describe('原因'),
    officeId: z.string().nullish().describe('转往的机构；null 为省级'),
    into: z.string().optional().describe('并入的工单号'),
    deadline: z.string().optional().describe('first_response 首次响应，resolution 办结'),
    share: z.number().optional().describe('期限已过的比例'),
    satisfied: z.boolean().optional().describe('群众是否满意'),
    comment: z.string().nullish().describe('群众评价'),
  })
  .describe('随事件而定，没有的不出现')

export const outboundMessage = z
  .object({
    messageId,
    ticketNumber,
    seq: seq.describe('本系统发出的、关于这个工单的第几条消息，从 1 起连续'),
    kind: z.enum(SENT_KINDS).describe('发生了什么'),
    at,
    actor: z
      .object({
        kind: z.enum(['bot', 'citizen', 'staff', 'platform', 'system']),
        name: z.string(),
      })
      .describe('谁做的'),
    data: eventData,
    ticket: z
      .object({
        status: ticketStatus,
        urgency: z.enum(['normal', 'urgent']),
        reason: z.enum(HAND_OFF_REASONS).describe('转人工的原因'),
        matter: z.enum(Object.keys(MATTERS) as [keyof typeof MATTERS]).describe('事项'),
        serviceLine: z.string().nullable().describe('业务'),
        regionCode: z.string().nullable().describe('行政区划代码（GB/T 2260）'),
        officeId: z.string().nullable().describe('承办机构'),
        summary: z.string().describe('摘要，个人信息已隐去'),
        createdAt: at,
      })
      .describe('事件之后的工单'),
    citizenMessages: z
      .array(z.object({ text: z.string(), at }))
      .optional()
      .describe('仅 opened：群众近来说的话，旧的在前，个人信息已隐去'),
  })
  .describe('问法发往工作平台：工单有了变化')

const callbackBase = {
  messageId,
  ticketNumber,
  seq: seq.describe('工作平台发出的、关于这个工单的第几条消息，从 1 起连续；先到的后一条会先存着'),
  at,
  actorName: text(60).describe('承办人或承办单位，记入工单'),
}

/** What the work platform tells us, by kind. */
export const callback = z
  .discriminatedUnion('kind', [
    z.object({ kind: z.literal('accepted'), ...callbackBase }).describe('已受理'),
    z
      .object({ kind: z.literal('progress'), ...callbackBase, text: text(2000) })
      .describe('办理进展，记入工单，不发给群众'),
    z
      .object({ kind: z.literal('answered'), ...callbackBase, text: text(8000) })
      .describe('答复，原样发给群众'),
    z.object({ kind: z.literal('closed'), ...callbackBase, reason: text(500) }).describe('办结'),
    z.object({ kind: z.literal('returned'), ...callbackBase, reason: text(500) }).describe('退回，写明原因'),
  ])
  .describe('工作平台发往问法：办理情况')
export type Callback = z.infer<typeof callback>

export const callbackReply = z
  .object({
    result: z
      .enum(['applied', 'kept', 'ignored', 'refused'])
      .describe(
        'applied 已生效；kept 前面还缺消息，先存着；ignored 比已生效的旧，不再处理；refused 工单的状态不允许，不必重发',
      ),
    duplicate: z.boolean().describe('这条消息以前收到过，这是当时的结果'),
    detail: z.string().nullable().describe('不处理或不接受的原因'),
    nextSeq: seq.describe('接下来等第几条'),
  })
  .describe('收到，结果已存')

export const exchangeError = z
  .object({
    error: z.object({
      code: z.enum([
        'headers_missing',
        'timestamp_out_of_window',
        'signature_invalid',
        'malformed_message',
        'nonce_differs',
        'message_id_reused',
        'ticket_unknown',
      ]),
      message: z.string(),
    }),
  })
  .describe('没有收下')
export type ExchangeErrorCode = z.infer<typeof exchangeError>['error']['code']

/** How a ticket stands at the work platform. */
export const remoteTicket = z
  .object({
    number: ticketNumber,
    status: ticketStatus,
    messages: z.int().min(0).optional().describe('收到问法的消息：从 1 起连续收到第几条'),
    callbacks: z.int().min(0).optional().describe('发给问法的消息：发到第几条'),
  })
  .describe('对账用的一个工单')
export type RemoteTicket = z.infer<typeof remoteTicket>

export const remoteTicketPage = z
  .object({
    tickets: z.array(remoteTicket).max(1000),
    next: z.string().max(500).nullable().describe('下一页的 after；null 为最后一页'),
  })
  .describe('对账用的一页工单')
