const PREFIX = 'wenfa.desk.draft.'
const KEPT_DAYS = 14
const DAY_MS = 86_400_000

export type ReplyMode = 'reply' | 'ask' | 'note'

export interface Draft {
  mode: ReplyMode
  text: string
}

const keyOf = (memberId: string, number: string) => `${PREFIX}${memberId}.${number}`

/** What a member has written at a ticket and not sent: kept in this browser, for this member. */
export function readDraft(memberId: string, number: string): Draft | null {
  try {
    const { mode, text, at } = JSON.parse(
      localStorage.getItem(keyOf(memberId, number)) ?? 'null',
    ) as Draft & {
      at: number
    }
    return Date.now() - at < KEPT_DAYS * DAY_MS ? { mode, text } : null
  } catch {
    return null
  }
}

export function writeDraft(memberId: string, number: string, { mode, text }: Draft): void {
  const key = keyOf(memberId, number)
  try {
    if (text.trim() === '') localStorage.removeItem(key)
    else localStorage.setItem(key, JSON.stringify({ mode, text, at: Date.now() }))
  } catch {
    // A full or forbidden store: the text is still on the screen.
  }
}

const keysOf = (memberId: string) =>
  Object.keys(localStorage).filter((key) => key.startsWith(`${PREFIX}${memberId}.`))

/** Of how many tickets there is unsent text. */
export function draftCount(memberId: string): number {
  return keysOf(memberId).length
}

/** Whoever sits here next finds nothing. */
export function forgetDrafts(memberId: string): void {
  for (const key of keysOf(memberId)) localStorage.removeItem(key)
}
