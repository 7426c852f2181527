import type { Answer, Basis } from '../../bot/answer.js'
import { type Headings, renderText } from '../../bot/render-text.js'
import type { OpenedTicket } from '../../bot/ticket-ports.js'
import type { Words } from '../../bot/words/zh-CN.js'
import type { ChannelName } from '../channel.js'
import { CHANNEL_FORMATS } from '../channel-formats.js'
import type { PageLinks } from '../page-links.js'
import { cutText } from './cut-text.js'
import type { ChannelWords } from './words/zh-CN.js'
import { writeText } from './write-text.js'

export interface RenderDeps {
  headings: Headings & Pick<Words, 'noteReference' | 'noteGenerated'>
  words: ChannelWords
  articleUrl: PageLinks['articleUrl']
}

export interface RenderedReply {
  answer: Answer
  ticket: OpenedTicket | null
  /** Address of the page that shows the whole answer; null: there is none. */
  wholeUrl: string | null
  /** The reservation stood under an earlier answer of the conversation: the label alone is enough. */
  isKnown?: boolean
  /** The number that the citizen gave as their own, which is not kept yet; null: none. */
  mentioned?: string | null
}

/** More messages to one question are a burst. */
const MOST_PARTS = 3
/** Longer than the number of any part. */
const WIDEST = 99
/** Links below an answer. */
const MOST_LINKS = 3

/**
 * An answer as messages of a channel, at most three: the whole of it, else without quotes of its grounds, else its
 * beginning; what is shortened links to the whole.
 */
export function renderReply(
  { answer, ticket, wholeUrl, isKnown = false, mentioned = null }: RenderedReply,
  channel: ChannelName,
  deps: RenderDeps,
): string[] {
  const { headings, words, articleUrl } = deps
  // Fixed sentences, as a question back, are written by people.
  const note = isKnown ? headings.noteGenerated : headings.noteReference
  const label = answer.aiGenerated && answer.bases.length > 0 ? note : ''
  const code = blocks(
    ticket ? words.queryCode(ticket.number, ticket.queryCode) : '',
    mentioned === null ? '' : words.contactAsk(mentioned),
  )
  const links = linksOf(answer.bases, words, articleUrl)
  const followUps = answer.choices.length === 0 ? followUpsOf(answer, words) : ''
  const brief = { ...answer, bases: answer.bases.map((basis) => ({ ...basis, quote: null })) }
  const whole = wholeUrl ? `${words.wholeAnswer} ${wholeUrl}` : ''

  const all = partsOf(blocks(renderText(answer, headings), label, code, links, followUps), channel, deps)
  if (all.length <= MOST_PARTS) return all
  const shorter = blocks(renderText(brief, headings), label, code, links, whole, followUps)
  const parts = partsOf(shorter, channel, deps)
  if (parts.length <= MOST_PARTS) return parts
  return beginningOf(renderText(brief, headings), blocks(words.truncated, label, whole, code), channel, deps)
}

/** Words of staff, or a notice: whole, in as many messages as it takes. */
export function renderWords(
  text: string,
  channel: ChannelName,
  deps: Pick<RenderDeps, 'headings' | 'words'>,
): string[] {
  return partsOf(text, channel, deps)
}

const blocks = (...texts: readonly string[]) => texts.filter((text) => text !== '').join('\n\n')

function partsOf(
  text: string,
  channel: ChannelName,
  { headings, words }: Pick<RenderDeps, 'headings' | 'words'>,
): string[] {
  const fits = fitsIn(channel, headings)
  if (fits(text)) return [text]
  const room = words.part(WIDEST, WIDEST)
  const pieces = cutText(text, (piece) => fits(`${piece}\n${room}`))
  return pieces.map((piece, n) => numbered(piece, words.part(n + 1, pieces.length)))
}

/** @param ending of the last message */
function beginningOf(
  text: string,
  ending: string,
  channel: ChannelName,
  { headings, words }: Pick<RenderDeps, 'headings' | 'words'>,
): string[] {
  const fits = fitsIn(channel, headings)
  const last = MOST_PARTS - 1
  const behind = (n: number) => (n < last ? '' : `\n\n${ending}`)
  return cutText(text, (piece, n) => fits(`${piece}${behind(n)}\n${words.part(n + 1, MOST_PARTS)}`))
    .slice(0, MOST_PARTS)
    .map((piece, n) => numbered(piece + behind(n), words.part(n + 1, MOST_PARTS)))
}

/** Nothing may stand right behind an address: it would be taken for a part of it. */
function numbered(piece: string, mark: string): string {
  return /https?:\/\/\S+$/u.test(piece) ? `${piece}\n${mark.trim()}` : piece + mark
}

/** Whether one message carries the text as it is written there. */
function fitsIn(channel: ChannelName, headings: Headings): (text: string) => boolean {
  const { fits } = CHANNEL_FORMATS[channel]
  return (text) => fits(writeText(text, channel, headings))
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
