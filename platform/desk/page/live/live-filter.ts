import { sureness } from './confidence.js'
import type { LiveConversation } from './live-api.js'

export const FILTERS = ['all', 'waiting', 'mine', 'low'] as const
export type LiveFilter = (typeof FILTERS)[number]

export function isHeldBy(memberId: string, { takeover }: Pick<LiveConversation, 'takeover'>): boolean {
  return takeover?.staffId === memberId
}

export function fits(filter: LiveFilter, conversation: LiveConversation, memberId: string): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'waiting':
      return conversation.waiting !== null
    case 'mine':
      return isHeldBy(memberId, conversation)
    case 'low':
      return sureness(conversation.probability) === 'low'
  }
}

/** In one's own hands first, then who has waited longest, then who spoke last. */
export function inOrder(conversations: readonly LiveConversation[], memberId: string): LiveConversation[] {
  const rank = (each: LiveConversation) => (isHeldBy(memberId, each) ? 0 : each.waiting ? 1 : 2)
  return [...conversations].sort(
    (a, b) =>
      rank(a) - rank(b) ||
      (a.waiting && b.waiting
        ? a.waiting.since.localeCompare(b.waiting.since)
        : b.lastMessageAt.localeCompare(a.lastMessageAt)),
  )
}
