import {
  type AidPrefilled,
  api,
  type Credentials,
  type NewAidApplication,
  type NewContact,
  type Rating,
  type Reply,
} from './api.js'
import { type Entry, type Exchange, type ExchangeState, entriesOf, lastSeq } from './entry.js'
import { postMessage } from './post-message.js'
import { failureOfNetwork, RequestFailed } from './request-failed.js'
import type { Settlement } from './satisfaction-view.js'
import { saved } from './saved.js'
import { watchEvents } from './watch-events.js'

interface SavedConversation {
  credentials: Credentials | null
  /** Typed and sent, but not known to have arrived. */
  unsent: { messageId: string; text: string; handOff: boolean } | null
}

export interface Conversation {
  entries: readonly Entry[]
  /** `failed`: the earlier conversation exists but could not be loaded. */
  restoring: 'no' | 'yes' | 'failed'
}

export type ConversationStore = ReturnType<typeof createConversationStore>

/** What did not arrive is sent again by itself after so long, each time later: a server that restarts is soon back. */
const RETRY_AFTER_MS = [2_000, 4_000, 8_000, 15_000, 30_000, 60_000]

const NOTHING: SavedConversation = { credentials: null, unsent: null }

/** The one conversation of this browser: what is shown, what is saved, what is on its way. */
export function createConversationStore(now: () => Date = () => new Date()) {
  const storage = saved<SavedConversation>('wenfa.conversation', NOTHING)
  let memory = storage.read()
  let state: Conversation = {
    entries: [],
    restoring: memory.credentials || memory.unsent ? 'yes' : 'no',
  }
  let lifetime = new AbortController()
  let watching = false
  const listeners = new Set<() => void>()

  function show(change: Partial<Conversation>) {
    state = { ...state, ...change }
    for (const listener of listeners) listener()
  }
  function remember(change: Partial<SavedConversation>) {
    memory = { ...memory, ...change }
    storage.write(memory)
  }
  function update(messageId: string, change: (exchange: Exchange) => ExchangeState) {
    show({
      entries: state.entries.map((entry) =>
        entry.kind === 'exchange' && entry.messageId === messageId
          ? { ...entry, state: change(entry) }
          : entry,
      ),
    })
  }
  const showEntry = (entry: Entry) => show({ entries: [...state.entries, entry] })
  const find = (messageId: string) =>
    state.entries.find(
      (entry): entry is Exchange => entry.kind === 'exchange' && entry.messageId === messageId,
    )

  async function credentials(regionCode?: string): Promise<Credentials> {
    if (memory.credentials) return memory.credentials
    const created = await api.createConversation(regionCode)
    remember({ credentials: created })
    return created
  }

  async function request(
    exchange: Exchange,
    regionCode: string | undefined,
    signal: AbortSignal,
  ): Promise<Reply> {
    const { messageId, text } = exchange
    const known = await credentials(regionCode)
    if (exchange.handOff) return api.handOff(known, { messageId, ...(text ? { note: text } : {}) })
    const waiting = (change: Partial<ExchangeState & { is: 'waiting' }>) =>
      update(messageId, ({ state: before }) => (before.is === 'waiting' ? { ...before, ...change } : before))
    return postMessage(
      known,
      { messageId, text, ...(regionCode ? { regionCode } : {}) },
      {
        onStep: (step) => waiting({ step, slow: false }),
        onPartial: (partial) => waiting({ partial, slow: false }),
        onSlow: () => waiting({ slow: true }),
      },
      signal,
    )
  }

  async function deliver(messageId: string, regionCode?: string, tries = 0) {
    const { signal } = lifetime
    const exchange = find(messageId)!
    remember({ unsent: { messageId, text: exchange.text, handOff: exchange.handOff } })
    update(messageId, () => ({ is: 'waiting', step: null, partial: '', slow: false }))
    try {
      const reply = await request(exchange, regionCode, signal).catch((error: unknown) => {
        if (!(error instanceof RequestFailed) || error.kind !== 'unknown_conversation') throw error
        // The server has forgotten us, as after its data was renewed: begin again with what was just said.
        remember({ credentials: null })
        watching = false
        return request(exchange, regionCode, signal)
      })
      if (signal.aborted) return
      if (memory.unsent?.messageId === messageId) remember({ unsent: null })
      update(messageId, () => ({ is: 'answered', reply, rating: null }))
      // Staff may come in at any moment, also where there is no ticket.
      watch()
    } catch (error) {
      if (signal.aborted) return
      const { kind, serverMessage } = failureOfNetwork(error)
      update(messageId, () => ({ is: 'failed', kind, serverMessage }))
      const waitMs = kind === 'unreachable' || kind === 'starting' ? RETRY_AFTER_MS[tries] : undefined
      if (waitMs === undefined) return
      setTimeout(() => {
        if (!signal.aborted && find(messageId)?.state.is === 'failed')
          void deliver(messageId, regionCode, tries + 1)
      }, waitMs)
    }
  }

  function watch() {
    if (watching || !memory.credentials) return
    watching = true
    void watchEvents(memory.credentials, lastSeq(state.entries), showEntry, lifetime.signal)
  }

  function begin(text: string, handOff: boolean, messageId: string, regionCode?: string) {
    const exchange: Exchange = {
      kind: 'exchange',
      messageId,
      text,
      at: now().toISOString(),
      handOff,
      state: { is: 'waiting', step: null, partial: '', slow: false },
    }
    showEntry(exchange)
    return deliver(messageId, regionCode)
  }

  return {
    subscribe(listener: () => void) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    snapshot: () => state,

    /** Shows the saved conversation again; what had not arrived is sent again under its own id. */
    async restore(regionCode?: string): Promise<void> {
      const { credentials: known, unsent } = memory
      try {
        const entries = known ? entriesOf(await api.history(known)) : []
        show({ entries, restoring: 'no' })
      } catch (error) {
        if (failureOfNetwork(error).kind !== 'unknown_conversation') return show({ restoring: 'failed' })
        remember({ credentials: null })
        show({ entries: [], restoring: 'no' })
      }
      watch()
      const waiting = state.entries.filter(
        (entry) => entry.kind === 'exchange' && entry.state.is === 'waiting',
      )
      for (const entry of waiting) if (entry.kind === 'exchange') void deliver(entry.messageId, regionCode)
      if (unsent && !find(unsent.messageId)) {
        void begin(unsent.text, unsent.handOff, unsent.messageId, regionCode)
      } else if (unsent && find(unsent.messageId)?.state.is === 'answered') remember({ unsent: null })
    },

    send: (text: string, regionCode?: string) => begin(text, false, newMessageId(), regionCode),
    handOff: (note: string, regionCode?: string) => begin(note, true, newMessageId(), regionCode),
    /** The same message id, so that it is answered once. */
    retry: (messageId: string, regionCode?: string) => deliver(messageId, regionCode),

    /** Takes back a message that failed. @returns its text */
    takeBack(messageId: string): string {
      const text = find(messageId)?.text ?? ''
      remember({ unsent: null })
      show({
        entries: state.entries.filter((entry) => entry.kind !== 'exchange' || entry.messageId !== messageId),
      })
      return text
    },

    /** @throws {RequestFailed} */
    async rate(messageId: string, rating: Rating, comment?: string): Promise<void> {
      const exchange = find(messageId)
      if (exchange?.state.is !== 'answered' || !memory.credentials) return
      await api.rate(memory.credentials, exchange.state.reply.replyId, {
        rating,
        ...(comment ? { comment } : {}),
      })
      update(messageId, ({ state: before }) => (before.is === 'answered' ? { ...before, rating } : before))
    },

    /** What the citizen says of a ticket that was closed. @throws {RequestFailed} */
    async settle(ticketNumber: string, settlement: Settlement): Promise<void> {
      if (!memory.credentials) return
      if (settlement === 'reopened') await api.reopen(memory.credentials, ticketNumber)
      else await api.rateTicket(memory.credentials, ticketNumber, settlement === 'satisfied')
    },

    /** Under which number staff may call, by ticket. */
    contacts: {
      read: async (number: string) => api.contact(await credentials(), number),
      keep: async (number: string, contact: NewContact) =>
        api.keepContact(await credentials(), number, contact),
      forget: async (number: string) => api.forgetContact(await credentials(), number),
    },

    /** What was said of an application; null: nothing was said yet. @throws {RequestFailed} */
    prefilledAid: async (): Promise<AidPrefilled | null> =>
      memory.credentials && api.aidPrefilled(memory.credentials),

    /**
     * Hands an application in; nothing of it is kept on this device.
     * @param title under which it stands in the conversation
     * @throws {RequestFailed} the same body may be sent again: it becomes one ticket
     */
    async handInAid(body: NewAidApplication, title: string): Promise<Reply> {
      const reply = await api.handInAid(await credentials(body.regionCode), body).catch(async (error) => {
        if (!(error instanceof RequestFailed) || error.kind !== 'unknown_conversation') throw error
        remember({ credentials: null })
        watching = false
        return api.handInAid(await credentials(body.regionCode), body)
      })
      if (!find(body.messageId)) {
        const state: ExchangeState = { is: 'answered', reply, rating: null }
        const exchange = { messageId: body.messageId, text: title, at: now().toISOString(), handOff: false }
        showEntry({ kind: 'exchange', ...exchange, state })
      }
      watch()
      return reply
    },

    /** Forgets everything on this device; tickets live on and are found with their query codes. */
    startNew() {
      lifetime.abort()
      lifetime = new AbortController()
      watching = false
      memory = NOTHING
      storage.clear()
      show({ entries: [], restoring: 'no' })
    },
  }
}

/** crypto.randomUUID exists only on secure origins, and an office may serve the page over plain HTTP. */
export function newMessageId(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, '0'),
  ).join('')
}
