import type { Answer, Basis } from '../../bot/answer.js'
import { type Headings, renderText } from '../../bot/render-text.js'
import type { OpenedTicket } from '../../bot/ticket-ports.js'
import type { ChannelFormat } from '../channel-formats.js'
import { cutText } from './cut-text.js'
import { toMarkdown } from './to-markdown.js'
import type { ChannelWords } from './words/zh-CN.js'

export interface RenderDeps {
  headings: Headings
  words: ChannelWords
  /** Address of the page that shows the passage; null: citizens reach none. */
  articleUrl(passageId: string): string | null
}

/** More messages to one question are a burst. */
const MOST_PARTS = 3
/** Links below an answer. */
const MOST_LINKS = 3

/** An answer as messages of a channel, at most three: the whole of it, else without quotes of its grounds, else its beginning. */
export function renderReply(
  { answer, ticket }: { answer: Answer; ticket: OpenedTicket | null },
  format: ChannelFormat,
  { headings, words, articleUrl }: RenderDeps,
): string[] {
  const after = [
    ticket ? words.queryCode(ticket.number, ticket.queryCode) : '',
    linksOf(answer.bases, words, articleUrl),
    answer.choices.length === 0 ? followUpsOf(answer, words) : '',
  ].filter((block) => block !== '')
  const brief = { ...answer, bases: answer.bases.map((basis) => ({ ...basis, quote: null })) }
  for (const each of [answer, brief]) {
    const parts = partsOf([renderText(each, headings), ...after].join('\n\n'), format, headings, words)
    if (parts.length <= MOST_PARTS) return parts
  }
  const parts = partsOf(renderText(brief, headings), format, headings, words, words.truncated)
  return parts.slice(0, MOST_PARTS)
}

/** Words of staff, or a notice: whole, in as many messages as it takes. */
export function renderWords(
  text: string,
  format: ChannelFormat,
  { headings, words }: Pick<RenderDeps, 'headings' | 'words'>,
): string[] {
  return partsOf(text, format, headings, words)
}

/** @param truncated ends the last message that is sent, where more would be left */
function partsOf(
  text: string,
  { markup, fits }: ChannelFormat,
  headings: Headings,
  words: ChannelWords,
  truncated = '',
): string[] {
  const write =
    markup === 'markdown' ? (piece: string) => toMarkdown(piece, headings) : (piece: string) => piece
  if (fits(write(text))) return [write(text)]
  const room = truncated + words.part(MOST_PARTS, MOST_PARTS)
  const pieces = cutText(text, (piece) => fits(write(piece + room)))
  const count = truncated ? Math.min(pieces.length, MOST_PARTS) : pieces.length
  return pieces.map((piece, n) => {
    const isCut = truncated && n === count - 1 && pieces.length > count
    return write(piece + (isCut ? truncated : '') + words.part(n + 1, count))
  })
}

function linksOf(bases: readonly Basis[], words: ChannelWords, articleUrl: RenderDeps['articleUrl']): string {
  const lines = new Set<string>()
  for (const { kind, lawTitle, number, passageId } of bases) {
    const url = kind === 'statute' && passageId !== null ? articleUrl(passageId) : null
    if (url && lines.size < MOST_LINKS) lines.add(`《${lawTitle}》${number ?? ''} ${url}`)
  }
  return lines.size ? [words.sources, ...lines].join('\n') : ''
}

function followUpsOf({ followUps }: Answer, words: ChannelWords): string {
  return followUps.length
    ? [words.followUps, ...followUps.map((question, n) => `${n + 1} ${question}`)].join('\n')
    : ''
}
