import { setTimeout as sleep } from 'node:timers/promises'
import { ifDatabaseIsFree, whenFree } from '../../storage/locks.js'
import { type Batch, DeliveryError, type InboundContent, type InboundMessage } from '../channel.js'
import type { StoreDeps } from '../messaging/messaging-deps.js'
import type { SharedValues } from '../shared-values.js'
import type { WecomClient } from '../wecom/wecom-client.js'
import type { createKfSessions } from './kf-session.js'
import { type KfMessage, readKfMessages } from './read-kf-messages.js'

interface Deps extends Pick<StoreDeps, 'db' | 'now'> {
  values: SharedValues
  client: WecomClient
  sessions: ReturnType<typeof createKfSessions>
}

/** An answer with so many of the longest messages is well below what is read of one. */
const PAGE = 100
/** The platform lets calls with the token of an event through more often, for ten minutes. */
const TOKEN_MS = 10 * 60_000
const TOKEN_REFUSED = '95007'
/** At the very first pull the platform gives three days: what was said before we were there is not answered. */
const FIRST_PULL_MS = 10 * 60_000
const TRIES = 3
const TRY_AGAIN_MS = 1000
const AT_ONCE = 8

/**
 * Brings what waits at the platform, account by account, one process at a time: the position in each account's
 * messages is kept once what came before it is stored.
 */
export function createPullMessages({ db, now, values, client, sessions }: Deps) {
  /** Accounts that the platform said have something. */
  const told = new Set<string>()
  let running: Promise<void> | undefined
  let next: Promise<void> | undefined

  async function accounts(): Promise<string[]> {
    const { account_list: list } = await client.call('/cgi-bin/kf/account/list', { offset: 0, limit: 100 })
    return (Array.isArray(list) ? list : []).flatMap((one) =>
      typeof one?.open_kfid === 'string' ? [one.open_kfid as string] : [],
    )
  }

  async function syncOnce(openKfId: string, cursor: string | null): Promise<Record<string, unknown>> {
    const token = await values.get(`token ${openKfId}`)
    try {
      return await client.call('/cgi-bin/kf/sync_msg', {
        open_kfid: openKfId,
        limit: PAGE,
        ...(cursor !== null && { cursor }),
        ...(token !== null && { token }),
      })
    } catch (error) {
      if (token === null || !(error instanceof DeliveryError) || error.code !== TOKEN_REFUSED) throw error
      await values.remove(`token ${openKfId}`)
      return syncOnce(openKfId, cursor)
    }
  }

  async function sync(openKfId: string, cursor: string | null): Promise<Record<string, unknown>> {
    for (let tries = 1; ; tries++) {
      try {
        return await syncOnce(openKfId, cursor)
      } catch (error) {
        if (!(error instanceof DeliveryError) || !error.retryable || tries === TRIES) throw error
        await sleep(TRY_AGAIN_MS)
      }
    }
  }

  /** By the citizen: whether what they say now is said to us. */
  async function heldByUs(messages: readonly KfMessage[]): Promise<Map<string, boolean>> {
    const said = messages.filter(({ content }) => content.kind !== 'followed')
    const citizens = [...new Map(said.map((message) => [message.externalUserId, message])).values()]
    const held = new Map<string, boolean>()
    for (let from = 0; from < citizens.length; from += AT_ONCE) {
      await Promise.all(
        citizens.slice(from, from + AT_ONCE).map(async (citizen) => {
          held.set(citizen.externalUserId, await sessions.isOurs(citizen))
        }),
      )
    }
    return held
  }

  async function readBatch(list: unknown, since: number): Promise<Batch> {
    const { messages, reports } = readKfMessages(list)
    const recent = messages.filter(({ sentAt }) => sentAt.getTime() >= since)
    const held = await heldByUs(recent)
    return {
      messages: recent.flatMap((message) => {
        const content =
          held.get(message.externalUserId) === false ? overheard(message.content) : message.content
        return content ? [toInbound(message, content)] : []
      }),
      reports,
    }
  }

  async function pullAccount(openKfId: string, take: (batch: Batch) => Promise<void>): Promise<void> {
    for (;;) {
      const cursor = await values.get(`cursor ${openKfId}`)
      const page = await sync(openKfId, cursor)
      await take(await readBatch(page.msg_list, cursor === null ? now().getTime() - FIRST_PULL_MS : 0))
      // Not before all of it is stored.
      if (typeof page.next_cursor === 'string' && page.next_cursor !== '')
        await values.set(`cursor ${openKfId}`, page.next_cursor)
      // There may be more behind an empty list.
      if (page.has_more !== 1) return
    }
  }

  async function pullNow(take: (batch: Batch) => Promise<void>): Promise<void> {
    const due = [...told]
    told.clear()
    await whenFree(() =>
      ifDatabaseIsFree(db, 'wecom-kf-pull', async () => {
        for (const openKfId of due.length > 0 ? due : await accounts()) await pullAccount(openKfId, take)
      }),
    )
  }

  /** Pulls, or waits for the pull that comes after the one at work: it will see what was told until then. */
  function pull(take: (batch: Batch) => Promise<void>): Promise<void> {
    if (!running) {
      running = pullNow(take).finally(() => {
        running = undefined
      })
      return running
    }
    next ??= running
      .catch(() => {})
      .then(() => {
        next = undefined
        return pull(take)
      })
    return next
  }

  return {
    accounts,

    /** The platform says that an account has something. */
    async tell(openKfId: string, token: string): Promise<void> {
      await values.set(`token ${openKfId}`, token, new Date(now().getTime() + TOKEN_MS))
      told.add(openKfId)
    },

    pull,
  }
}

/** null: nothing that could be kept. */
function overheard(content: InboundContent): InboundContent | null {
  if (content.kind === 'followed') return content
  const text = content.kind === 'text' ? content.text : content.kind === 'location' ? content.label : ''
  return text === '' ? null : { kind: 'overheard', text }
}

function toInbound(message: KfMessage, content: InboundContent): InboundMessage {
  const { id, sentAt, externalUserId: peer, openKfId, welcomeCode } = message
  return { id, peer, sentAt, content, replyTo: [openKfId, welcomeCode ?? ''].join(' ').trim() }
}
