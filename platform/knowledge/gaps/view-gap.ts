import type { Gap } from './find-gaps.js'
import type { GapReply, GapView } from './gap-wire.js'
import { gapCount } from './group-gaps.js'
import { hasMarks } from './read-questions.js'

const WEEK_MS = 7 * 86_400_000
const MOST_EXAMPLES = 8

/** What of a gap is known besides what was asked: where the draft stands that fills it. */
export type DraftStates = ReadonlyMap<
  string,
  { status: string; publishedAt: string | null; by: string | null }
>

export function viewGap(
  { id, question, row, members }: Gap,
  at: Date,
  weekCount: number,
  drafts: DraftStates,
): GapView {
  const weeks = new Array<number>(weekCount).fill(0)
  const counts = { unanswered: 0, unhelpful: 0 }
  for (const { times } of members) {
    for (const { atMs, ending } of times) {
      if (ending === 'answered') continue
      counts[ending]++
      const week = weekCount - 1 - Math.floor((at.getTime() - atMs) / WEEK_MS)
      if (week >= 0 && week < weekCount) weeks[week]!++
    }
  }
  const last = weeks.at(-1) ?? 0
  const before = weeks.slice(0, -1)
  const mean = before.reduce((sum, each) => sum + each, 0) / Math.max(1, before.length)
  const draft = row?.draft_id == null ? undefined : drafts.get(row.draft_id)
  const isFilled = draft?.status === 'published'
  const isClosed = isFilled || row?.closed_at != null
  const isDrafted = draft !== undefined && draft.status !== 'discarded'
  return {
    id,
    question,
    status: isClosed ? 'closed' : isDrafted ? 'drafted' : 'open',
    count: counts.unanswered + counts.unhelpful,
    ...counts,
    weeks,
    trend: Math.round((last - mean) * 100) / 100,
    draftId: isDrafted ? (row?.draft_id ?? null) : null,
    closedAt: row?.closed_at ?? (isFilled ? draft.publishedAt : null),
    closedBy: row?.closed_by ?? (isFilled ? draft.by : null),
    note: row?.note ?? null,
  }
}

export function examplesOf({ members }: Gap): GapReply['examples'] {
  return members
    .filter((member) => gapCount(member) > 0 && !hasMarks(member.question))
    .map((member) => ({ question: member.question, count: gapCount(member) }))
    .sort((a, b) => b.count - a.count)
    .slice(0, MOST_EXAMPLES)
}

/** @param closedAt ISO instant */
export function effectOf({ members }: Gap, closedAt: string): NonNullable<GapReply['effect']> {
  const effect = { before: { answered: 0, all: 0 }, after: { answered: 0, all: 0 } }
  const closedMs = Date.parse(closedAt)
  for (const { times } of members) {
    for (const { atMs, ending } of times) {
      const side = atMs < closedMs ? effect.before : effect.after
      side.all++
      if (ending === 'answered') side.answered++
    }
  }
  return effect
}
