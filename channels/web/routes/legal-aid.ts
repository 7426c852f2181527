import { z } from 'zod'
import type { TimelineEntry } from '../../../bot/conversations/timeline.js'
import { writeApplication } from '../../../bot/legal-aid/aid-application.js'
import { prefillApplication, type Said } from '../../../bot/legal-aid/prefill-application.js'
import { findRegion } from '../../../knowledge/find-region.js'
import { fullRegionName } from '../../../knowledge/regions.js'
import { isPhoneNumber } from '../../../platform/tickets/contact-consent.js'
import { TicketStateError } from '../../../platform/tickets/ticket-errors.js'
import { authenticate } from '../authenticate.js'
import { limitRate } from '../limit-rate.js'
import { acceptMessage, replyAsJson } from '../send-turn.js'
import type { WebDeps } from '../web-deps.js'
import { webErrors } from '../web-error.js'
import type { WebServer } from '../web-server.js'
import {
  aidApplicationBody,
  aidChoices,
  aidEligibility,
  aidEligibilityBody,
  aidPrefilled,
  errorSchema,
  replySchema,
} from '../wire.js'

/** Messages that an application is filled from. */
const MOST_MESSAGES = 20
/** What was typed, and what was pressed: choices and further questions stand in the answer before. */
function saidIn(entries: readonly TimelineEntry[]): Said[] {
  return entries.flatMap(({ text, reply }, position) => {
    if (reply?.outcome === 'handed_off_application') return []
    const offered = entries[position - 1]?.reply?.answer
    const isOwn = !offered || ![...offered.choices, ...offered.followUps].includes(text)
    return [{ text, isOwn }]
  })
}

const params = z.object({ id: z.string() })
const tags = ['法律援助']
const security = [{ bearer: [] }]

/** Whether the law gives legal aid, and an application that begins with what was said. */
export function legalAidRoutes(server: WebServer, deps: WebDeps): void {
  const { contacts, conversations, legalAid, limits, tickets } = deps
  const limitAsking = limitRate(server, limits.conversationsPerMinute)
  const limitSending = limitRate(
    server,
    limits.messagesPerMinute,
    (request) => (request.params as z.infer<typeof params>).id,
  )

  server.get(
    '/api/legal-aid',
    {
      schema: {
        tags,
        summary: '判断能否申请法律援助要问的选项，每项附现行条文',
        response: { 200: aidChoices },
      },
    },
    async () => ({ ...(await legalAid.choices()), ...contacts }),
  )

  server.post(
    '/api/legal-aid/eligibility',
    {
      schema: {
        tags,
        summary: '照所选的情况对照法律援助法；给不给援助由法律援助机构决定',
        body: aidEligibilityBody,
        response: { 200: aidEligibility, '4xx': errorSchema },
      },
    },
    async (request) => {
      await limitAsking(request)
      const { aidCase, regionCode = null } = request.body
      return legalAid.tell(aidCase, regionCode)
    },
  )

  server.get(
    '/api/conversations/:id/legal-aid',
    {
      schema: {
        tags,
        summary: '从会话里带出的申请内容：事项、经过、对方、请求、地区；不含身份信息',
        security,
        params,
        response: { 200: aidPrefilled, '4xx': errorSchema },
      },
    },
    async (request) => {
      const { id, regionCode } = await authenticate(request, request.params.id, deps)
      const entries = await conversations.timeline(id, MOST_MESSAGES)
      const said = saidIn(entries)
      const code = regionCode ?? findRegion(said.map(({ text }) => text).join('\n'), null)
      const name = code === null ? null : fullRegionName(code)
      return { ...prefillApplication(said), region: code !== null && name ? { code, name } : null }
    },
  )

  server.post(
    '/api/conversations/:id/legal-aid',
    {
      schema: {
        tags,
        summary: '把填好的申请交给工作人员：存好才答复，给出工单号和查询码',
        security,
        params,
        body: aidApplicationBody,
        response: { 200: replySchema, '4xx': errorSchema, '5xx': errorSchema },
      },
    },
    async (request) => {
      const conversation = await authenticate(request, request.params.id, deps)
      await limitSending(request)
      const { messageId, regionCode, notice, agreed: _, byGuardian, ...application } = request.body
      const { phone } = application.applicant
      if (!isPhoneNumber(phone)) throw webErrors.noPhone()
      const region = regionCode ?? conversation.regionCode ?? null
      const { text, ...written } = writeApplication(application, region)
      const turn = await acceptMessage(
        {
          conversationId: conversation.id,
          clientMessageId: messageId,
          kind: 'application',
          text,
          written,
          channel: conversation.channel,
          regionCode: region ?? undefined,
        },
        deps,
      )
      const reply = await replyAsJson(turn)
      if (reply.ticket) await keepPhone(reply.ticket.number, phone, { noticeVersion: notice, byGuardian })
      return reply
    },
  )

  /** Where the server ends before this, the number stands in the application all the same. */
  async function keepPhone(
    number: string,
    phone: string,
    consent: Parameters<typeof tickets.keepContact>[2],
  ) {
    if ((await tickets.contactOf(number)).kept !== null) return
    try {
      await tickets.keepContact(number, phone, consent)
    } catch (error) {
      if (!(error instanceof TicketStateError)) throw error
    }
  }
}
