import { type AigcLabelled, aigcLabel } from '../../bot/aigc-label.js'
import type { TimelineEntry } from '../../bot/conversations/timeline.js'
import { SILENT_OUTCOMES } from '../../bot/outcome.js'

/** Messages of the conversation that staff get to read. */
export const TRANSCRIPT_LENGTH = 20

export interface TranscriptLine extends AigcLabelled {
  role: 'citizen' | 'bot'
  text: string
  /** ISO instant. */
  at: string
}

/** What was said, line by line, answers without their bases. */
export function transcriptOf(timeline: readonly TimelineEntry[]): TranscriptLine[] {
  return timeline.flatMap((entry) => {
    const asked: TranscriptLine = { role: 'citizen', text: entry.text, at: entry.at }
    if (!entry.reply || SILENT_OUTCOMES.includes(entry.reply.outcome)) return [asked]
    const { answer, replyId } = entry.reply
    const { summary, points, steps } = answer
    const text = [summary, ...points.map((point) => point.text), ...steps.map((step) => step.text)].join('\n')
    return [asked, { role: 'bot', text, at: entry.repliedAt ?? entry.at, ...aigcLabel(answer, replyId) }]
  })
}
