import type { Conversations } from '../../bot/conversations.js'
import { createSeqFollower } from '../../storage/follow-seqs.js'

export interface LiveEventsDeps {
  conversations: Pick<Conversations, 'newEventSeqs' | 'lastEventSeq'>
  /** Default 500. */
  pollMs?: number
  onError?(error: unknown): void
}

export type LiveEvents = ReturnType<typeof createLiveEvents>

/** Tells open streams that their conversation has new events; each reads them by itself. */
export function createLiveEvents({ conversations, ...rest }: LiveEventsDeps) {
  return createSeqFollower({
    read: conversations.newEventSeqs,
    last: conversations.lastEventSeq,
    keyOf: ({ conversationId }) => conversationId,
    ...rest,
  })
}
