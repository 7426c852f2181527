import { setTimeout as sleep } from 'node:timers/promises'
import type { Transaction } from 'kysely'
import type { MessageKind } from '../../bot/conversations/message-store.js'
import { cleanText } from '../../bot/language/clean-text.js'
import { findRegion, isRegionName } from '../../knowledge/find-region.js'
import { fullRegionName } from '../../knowledge/regions.js'
import { CITIZEN } from '../../platform/tickets/pass-to-staff.js'
import { TicketStateError } from '../../platform/tickets/ticket-errors.js'
import type { Tables } from '../../storage/tables.js'
import type { InboundContent } from '../channel.js'
import type { Inbox, InboxItem } from './inbox.js'
import { createKeepContact } from './keep-contact.js'
import type { MessagingDeps } from './messaging-deps.js'
import { enqueue } from './outgoing.js'

/** While another question of the citizen, or too many of others, are at work. */
const ASK_AGAIN_MS = 250
const BIND = /^(?:绑定|bind)\s*(\d{4}-\d{4}-\d{4,8})\s+(\S.*)$/iu

export class StoppingError extends Error {
  override name = 'StoppingError'
}

/** Does with a message what its content asks for, to the end: its answer is among the deliveries then. */
export function createAnswerMessage(deps: MessagingDeps, inbox: Inbox, isStopping: () => boolean) {
  const { transact, dataKey, now, conversations, tickets, runTurn, words } = deps
  const keepContact = createKeepContact(deps)

  /** @param also in the same transaction @param cause what is said for the same cause again is not */
  async function say(
    item: InboxItem,
    text: string,
    also: (trx: Transaction<Tables>) => Promise<unknown> = async () => {},
    cause = `inbox:${item.id}`,
  ): Promise<void> {
    await transact(async (trx) => {
      await also(trx)
      await enqueue(trx, { dataKey, now }, item.peerId, cause, [text])
      await inbox.done(trx, item.id)
    })
  }

  const settle = (item: InboxItem) => transact((trx) => inbox.done(trx, item.id))

  async function ask(item: InboxItem, text: string, kind: MessageKind = 'question'): Promise<void> {
    const { conversationId, messageId: clientMessageId, channel } = item
    for (;;) {
      if (isStopping()) throw new StoppingError('The server is stopping')
      const asked = await runTurn.ask({ conversationId, clientMessageId, channel, text, kind })
      if (asked.status === 'running') {
        await asked.reply
        return settle(item)
      }
      await sleep(ASK_AGAIN_MS)
    }
  }

  async function noteLocation(item: InboxItem, label: string): Promise<void> {
    const code = findRegion(label)
    const name = code && fullRegionName(code)
    if (!code || !name) return say(item, words.placeUnknown)
    await conversations.setRegion(item.conversationId, code)
    return say(item, words.placeNoted(name))
  }

  /** Who has not said where they are is asked, once: coordinates name no region. */
  async function askForPlace(item: InboxItem): Promise<void> {
    if ((await conversations.regionOf(item.conversationId)) !== null) return settle(item)
    return say(item, words.placeAsked, undefined, 'place asked')
  }

  /** Hears the answers to a ticket of another conversation from here on. */
  async function bind(item: InboxItem, number: string, code: string): Promise<void> {
    const result = await tickets.byNumberWithCode(number, code.trim())
    if (result.status === 'locked') return say(item, words.tooManyCodes)
    if (result.status !== 'found') return say(item, words.notBound)
    return say(item, words.bound(number), (trx) => insertBinding(trx, number, item, now().toISOString()))
  }

  /** After a closing the citizen was asked last: was it solved? @returns false: they were not, or say something else */
  async function rate(item: InboxItem, text: string): Promise<boolean> {
    const satisfied = /^(?:1|１|满意|解决了|yes)[。.!！]?$/iu.test(text)
      ? true
      : /^(?:2|２|不满意|没有?解决|no)[。.!！]?$/iu.test(text)
        ? false
        : null
    if (satisfied === null) return false
    const number = await askedToRate(item.conversationId)
    if (number === null) return false
    try {
      await say(item, satisfied ? words.thanksForRating : words.willCallBack, (trx) =>
        tickets.apply(trx, number, { kind: 'rate', satisfied, comment: null }, CITIZEN),
      )
    } catch (error) {
      // Rated before: the words mean something else now.
      if (error instanceof TicketStateError) return false
      throw error
    }
    return true
  }

  async function askedToRate(conversationId: string): Promise<string | null> {
    const last = await conversations.lastEvent(conversationId)
    if (last?.kind !== 'satisfaction_asked') return null
    const [message] = await conversations.timeline(conversationId, 1)
    return message && message.at > last.at ? null : last.ticketNumber
  }

  /** A digit stands for one of the questions that the last answer offered. Choices the bot reads itself. */
  async function offered(conversationId: string, text: string): Promise<string | null> {
    const digit = /^([1-9])[.。、]?$/.exec(text.normalize('NFKC'))?.[1]
    if (digit === undefined) return null
    const [last] = await conversations.timeline(conversationId, 1)
    if (!last?.reply || last.reply.answer.choices.length > 0) return null
    return last.reply.answer.followUps[Number(digit) - 1] ?? null
  }

  async function answerText(item: InboxItem, said: string): Promise<void> {
    const text = cleanText(said)
    if (text === '') return say(item, words.notText.other)
    const [, number, code] = BIND.exec(text) ?? []
    if (number !== undefined && code !== undefined) return bind(item, number, code)
    if (await rate(item, text)) return
    const saidToContact = await keepContact(item.conversationId, text)
    if (saidToContact !== null) return say(item, saidToContact)
    const region = isRegionName(text) ? findRegion(text) : null
    if (region !== null) await conversations.setRegion(item.conversationId, region)
    return ask(item, (await offered(item.conversationId, text)) ?? text)
  }

  function answer(item: InboxItem, content: InboundContent): Promise<void> {
    switch (content.kind) {
      case 'text':
        return answerText(item, content.text)
      case 'not_text':
        return say(item, words.notText[content.what])
      case 'location':
        return noteLocation(item, content.label)
      case 'coordinates':
        return askForPlace(item)
      case 'overheard':
        return ask(item, content.text, 'overheard')
      case 'followed':
        return say(item, words.welcome)
      case 'unfollowed':
        return settle(item)
    }
  }

  return async (id: number): Promise<void> => {
    if (isStopping()) throw new StoppingError('The server is stopping')
    const item = await inbox.read(id)
    if (item.content !== null) await answer(item, item.content)
  }
}

async function insertBinding(trx: Transaction<Tables>, number: string, { peerId }: InboxItem, at: string) {
  const { conversation_id } = await trx
    .selectFrom('tickets')
    .select('conversation_id')
    .where('number', '=', number)
    .executeTakeFirstOrThrow()
  await trx
    .insertInto('channel_bindings')
    .values({ conversation_id, peer_id: peerId, created_at: at })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}
