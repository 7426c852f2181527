import { answersTo } from '../lexicon/follow-up-terms.js'
import type { Understanding } from '../turn.js'
import { contentPairs, coverage } from './overlap.js'

/** A sentence that shares less than this with a follow-up does not speak to it. */
const SPEAKS_FROM = 0.25
/** One that shares so much does, whatever else answers the follow-up. */
const REPEATS_FROM = 0.5
/** What one says that answers it in other words counts as much as this share. */
const SAYS_IT = 0.5
/** 没有转账记录 is not answered by what holds with one. */
const NEGATION = /没|未|无|不/

/** 能, 会, 要 at the head of a follow-up are no words of what it asks for, unless hardly anything else is said. */
export function wantedBy(focus: string): ReadonlySet<string> {
  const bare = focus.replace(/^(?:还|那|就|能不能|会不会|要不要|能|会|要|得|该)+/, '')
  return contentPairs(/^.(?:[吗呢么]|$)/.test(bare) ? focus : bare)
}

/**
 * Those that speak to a follow-up, the best first: that say what answers it, where any does, or repeat its words; else
 * the nearest to its words.
 */
export function pickSentences<Sentence extends { text: string }>(
  sentences: readonly Sentence[],
  { focus, aspect }: Pick<Understanding, 'focus' | 'aspect'>,
): Sentence[] {
  const wanted = wantedBy(focus)
  const says = answersTo({ focus, aspect })
  const isSaid = sentences.some(({ text }) => says?.test(text))
  return sentences
    .map((sentence) => {
      const shared = coverage(wanted, contentPairs(sentence.text))
      const answers = says?.test(sentence.text) ?? false
      return { sentence, shared, answers, score: shared + (answers ? SAYS_IT : 0) }
    })
    .filter(({ sentence: { text }, shared, answers }) =>
      isSaid ? answers || shared >= REPEATS_FROM : !NEGATION.test(focus) || NEGATION.test(text),
    )
    .filter(({ score }) => score >= SPEAKS_FROM)
    .sort((a, b) => b.score - a.score)
    .map(({ sentence }) => sentence)
}

/** Those that share most words with a follow-up, though none speaks to it. */
export function nearestSentences<Sentence extends { text: string }>(
  sentences: readonly Sentence[],
  focus: string,
): Sentence[] {
  const wanted = wantedBy(focus)
  const shared = sentences
    .map((sentence) => ({ sentence, share: coverage(wanted, contentPairs(sentence.text)) }))
    .filter(({ share }) => share > 0)
  const denied = NEGATION.test(focus) ? shared.filter(({ sentence: { text } }) => NEGATION.test(text)) : []
  const near = denied.length > 0 ? denied : shared
  const most = Math.max(...near.map(({ share }) => share))
  return near.filter(({ share }) => share === most).map(({ sentence }) => sentence)
}
