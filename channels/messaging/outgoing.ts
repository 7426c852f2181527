import type { Selectable, Transaction } from 'kysely'
import type { ConversationEvent } from '../../bot/conversations/conversation-event.js'
import type { Outgoing } from '../../bot/conversations/store-context.js'
import { type Outcome, SILENT_OUTCOMES } from '../../bot/outcome.js'
import { contactOf } from '../../platform/tickets/contact-of.js'
import { TRANSCRIPT_LENGTH } from '../../platform/tickets/transcript.js'
import type { DataKey } from '../../storage/data-key.js'
import type { Tables } from '../../storage/tables.js'
import type { ChannelName } from '../channel.js'
import { CHANNEL_FORMATS } from '../channel-formats.js'
import type { PageLinks } from '../page-links.js'
import { readPeerInGroup } from '../peer-in-group.js'
import { type RenderDeps, renderReply, renderWords } from './render-reply.js'
import type { ChannelWords } from './words/zh-CN.js'

export interface OutgoingDeps extends RenderDeps {
  dataKey: DataKey
  now(): Date
  answerUrl: PageLinks['answerUrl']
}

/** Where something is to be said. */
interface Peer {
  id: string
  channel: ChannelName
  inGroup: boolean
}

type PeerRow = Pick<Selectable<Tables['channel_peers']>, 'id' | 'channel' | 'peer_encrypted'>

/**
 * Puts what a conversation says into the deliveries of its citizen, in the transaction that says it: it exists exactly
 * if they do.
 */
export function createOutgoing(deps: OutgoingDeps): Outgoing {
  const { dataKey, now, words } = deps

  const peerOf = (row: PeerRow): Peer => {
    const channel = row.channel as ChannelName
    const { groups = false } = CHANNEL_FORMATS[channel]
    return {
      id: row.id,
      channel,
      inGroup: groups && readPeerInGroup(dataKey.decrypt(row.peer_encrypted)) !== null,
    }
  }

  async function peersOf(trx: Transaction<Tables>, conversationId: string): Promise<Peer[]> {
    const rows = await trx
      .selectFrom('channel_peers')
      .select(['id', 'channel', 'peer_encrypted'])
      .where('conversation_id', '=', conversationId)
      .execute()
    return rows.map(peerOf)
  }

  /** What the citizen gave as their own number; null: none, or the ticket holds it as a life is at stake. */
  async function mentionedNumber(trx: Transaction<Tables>, conversationId: string, ticketId: string) {
    const { contact_encrypted: kept } = await trx
      .selectFrom('tickets')
      .select('contact_encrypted')
      .where('id', '=', ticketId)
      .executeTakeFirstOrThrow()
    if (kept !== null) return null
    const said = await trx
      .selectFrom('messages')
      .select('text_encrypted')
      .where('conversation_id', '=', conversationId)
      .orderBy('created_at', 'desc')
      .limit(TRANSCRIPT_LENGTH)
      .execute()
    return contactOf(said.toReversed().map(({ text_encrypted }) => dataKey.decrypt(text_encrypted)))
  }

  /** Before this message, from the sources. */
  async function wasAnswered(trx: Transaction<Tables>, conversationId: string, messageId: string) {
    const earlier = await trx
      .selectFrom('turns')
      .select('id')
      .where('conversation_id', '=', conversationId)
      .where('message_id', '<>', messageId)
      .where('outcome', '=', 'answered_from_sources' satisfies Outcome)
      .limit(1)
      .executeTakeFirst()
    return earlier !== undefined
  }

  return {
    async onReply(trx, conversationId, reply) {
      if (SILENT_OUTCOMES.includes(reply.outcome)) return
      const [peer] = await peersOf(trx, conversationId)
      if (!peer) return
      // With number and code anybody may read the whole ticket: in a group its answers come, the code does not.
      const ticket = peer.inGroup ? null : reply.ticket
      const { text_encrypted: asked } = await trx
        .selectFrom('messages')
        .select('text_encrypted')
        .where('id', '=', reply.messageId)
        .executeTakeFirstOrThrow()
      const wholeUrl = deps.answerUrl(reply, dataKey.decrypt(asked))
      const mentioned = ticket && (await mentionedNumber(trx, conversationId, ticket.id))
      const isKnown = await wasAnswered(trx, conversationId, reply.messageId)
      const parts = renderReply(
        { answer: reply.answer, ticket, wholeUrl, isKnown, mentioned },
        peer.channel,
        deps,
      )
      await enqueue(trx, { dataKey, now }, peer.id, `turn:${reply.messageId}`, parts)
    },

    async onEvent(trx, event) {
      const said = textOf(event, words)
      if (said === null) return
      const bound = await trx
        .selectFrom('channel_bindings')
        .innerJoin('channel_peers', 'channel_peers.id', 'channel_bindings.peer_id')
        .select(['channel_peers.id', 'channel_peers.channel', 'peer_encrypted'])
        .where('channel_bindings.conversation_id', '=', event.conversationId)
        .execute()
      for (const peer of [...(await peersOf(trx, event.conversationId)), ...bound.map(peerOf)]) {
        const { menus } = CHANNEL_FORMATS[peer.channel]
        const { text, choices = [] } = said
        const menu = menus ? choices : []
        const asked = menu.length === choices.length ? text : text + words.replyWith(choices)
        const parts = renderWords(asked, peer.channel, deps)
        await enqueue(trx, { dataKey, now }, peer.id, `event:${event.seq}`, parts, menu)
      }
    },
  }
}

/** The same cause for the same citizen twice is said once. @param choices to press below the last part */
export async function enqueue(
  trx: Transaction<Tables>,
  { dataKey, now }: Pick<OutgoingDeps, 'dataKey' | 'now'>,
  peerId: string,
  cause: string,
  parts: readonly string[],
  choices: readonly string[] = [],
): Promise<void> {
  const at = now().toISOString()
  for (const [part, text] of parts.entries()) {
    await trx
      .insertInto('deliveries')
      .values({
        peer_id: peerId,
        cause,
        part,
        text_encrypted: dataKey.encrypt(text),
        choices: choices.length && part === parts.length - 1 ? JSON.stringify(choices) : null,
        status: 'queued',
        next_attempt_at: at,
        claimed_until: null,
        code: null,
        reason: null,
        platform_id: null,
        notified_at: null,
        created_at: at,
        settled_at: null,
      })
      .onConflict((conflict) => conflict.columns(['peer_id', 'cause', 'part']).doNothing())
      .execute()
  }
}

interface Said {
  text: string
  choices?: readonly string[]
}

/** null: nothing that a citizen has to be told who sees no page. */
function textOf(event: ConversationEvent, words: ChannelWords): Said | null {
  switch (event.kind) {
    case 'staff_reply':
      return { text: `${words.staffReply(event.ticketNumber)}\n${event.text}` }
    case 'ticket_status':
      return event.status === 'cancelled' || event.status === 'merged'
        ? { text: words.ticketStands[event.status](event.ticketNumber) }
        : null
    case 'satisfaction_asked':
      return { text: words.satisfactionAsked(event.ticketNumber), choices: words.satisfactionChoices }
    case 'staff_joined':
      return { text: words.staffJoined }
    case 'staff_message':
    case 'correction':
      return { text: event.text }
    case 'staff_left': {
      const left = event.timedOut ? words.staffTimedOut : words.staffLeft
      const ticket = event.ticketNumber === null ? '' : words.staffTimedOutTicket(event.ticketNumber)
      return { text: `${left}${ticket}` }
    }
  }
}
