const PREFIX = 'wenfa.desk.draft.'
const KEPT_DAYS = 14
const DAY_MS = 86_400_000

export type ReplyMode = 'reply' | 'ask' | 'note'

export interface Draft {
  mode: ReplyMode
  text: string
}

const keyOf = (memberId: string, subject: string) => `${PREFIX}${memberId}.${subject}`

/**
 * What a member has written and not sent: kept in this browser, for this member.
 * @param subject number of the ticket, or a name of something else that one writes at
 */
export function readDraft(memberId: string, subject: string): Draft | null {
  try {
    const { mode, text, at } = JSON.parse(
      localStorage.getItem(keyOf(memberId, subject)) ?? 'null',
    ) as Draft & {
      at: number
    }
    return Date.now() - at < KEPT_DAYS * DAY_MS ? { mode, text } : null
  } catch {
    return null
  }
}

export function writeDraft(memberId: string, subject: string, { mode, text }: Draft): void {
  const key = keyOf(memberId, subject)
  try {
    if (text.trim() === '') localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify({ mode, text, at: Date.now() }))
  } catch {
    // A full or forbidden store: the text is still on the screen.
  }
}

const keysOf = (memberId: string) =>
  Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${memberId}.`))

/** In how many places there is unsent text. */
export function draftCount(memberId: string): number {
  return keysOf(memberId).length
}

/** Whoever sits here next finds nothing. */
export function forgetDrafts(memberId: string): void {
  for (const key of keysOf(memberId)) localStorage.removeItem(key)
}
