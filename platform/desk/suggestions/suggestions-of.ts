import { createHash } from 'node:crypto'
import type { Answer, Basis } from '../../../bot/answer.js'
import type { Proposal, Proposals } from '../../../bot/propose.js'
import { renderText } from '../../../bot/render-text.js'
import { zhCN } from '../../../bot/words/zh-CN.js'
import { hotlineWords } from './hotline-words.js'
import { nextQuestion } from './next-question.js'
import { spokenScript } from './spoken-script.js'
import type { Suggestion } from './stream-messages.js'

/** Places stay the same from list to list, so that hands learn them: 1 script, 2–4 answers, 5–8 articles, 9 question. */
const PLACES = { script: [1], answer: [2, 3, 4], article: [5, 6, 7, 8], question: [9] } as const
/** Danger is told by rules, not by a probability. */
const CERTAIN = 1

type Unplaced = Omit<Suggestion, 'digit'>

/** @param masked what the caller said, personal data replaced */
export function suggestionsOf(proposals: Proposals, masked: string): Suggestion[] {
  const { urgent, answers, law } = proposals
  const told: readonly Proposal[] = urgent
    ? [{ answer: urgent, entry: null, probability: CERTAIN }]
    : answers.length > 0 || law === null
      ? answers
      : [law]
  const [best] = told
  const unsettled = 1 - (best?.probability ?? 0)
  const question = urgent ? null : nextQuestion(proposals, masked)
  return [
    ...place('script', best ? [scriptOf(best)] : []),
    ...place(
      'answer',
      told.map((proposal) => answerOf(proposal, urgent !== null)),
    ),
    ...place('article', articlesOf(law === null ? told : [...told, law])),
    ...place('question', question ? [questionOf(question, unsettled, proposals)] : []),
  ]
}

function place(kind: Suggestion['kind'], unplaced: readonly Unplaced[]): Suggestion[] {
  const digits = PLACES[kind]
  return unplaced.slice(0, digits.length).map((suggestion, n) => ({ ...suggestion, digit: digits[n]! }))
}

function scriptOf({ answer, entry, probability }: Proposal): Unplaced {
  const text = spokenScript(answer)
  return {
    key: `script:${idOf(answer, entry)}`,
    kind: 'script',
    title: hotlineWords.script,
    text,
    copy: withCitation(text, answer.bases),
    probability,
    sources: answer.bases,
    choices: [],
  }
}

function answerOf({ answer, entry, probability }: Proposal, isUrgent: boolean): Unplaced {
  return {
    key: `answer:${idOf(answer, entry)}`,
    kind: 'answer',
    title: entry?.title ?? (isUrgent ? hotlineWords.urgent : hotlineWords.law),
    text: [answer.summary, ...[...answer.points, ...answer.steps].map(({ text }) => text)].join('\n'),
    // It is told to the caller: what is not loaded is said to the staff beside it.
    copy: renderText({ ...answer, choices: [] }, { ...zhCN, notLoaded: '' }),
    probability,
    sources: answer.bases,
    choices: [],
  }
}

/** Articles that the answers cite and that were found alone, the likelier first, each once. */
function articlesOf(proposals: readonly Proposal[]): Unplaced[] {
  const byId = new Map<string, Unplaced>()
  for (const { answer, probability } of proposals.toSorted((a, b) => b.probability - a.probability)) {
    for (const basis of answer.bases) {
      const { kind, passageId, quote, lawTitle, number } = basis
      if (kind !== 'statute' || passageId === null || quote === null || byId.has(passageId)) continue
      byId.set(passageId, {
        key: `article:${passageId}`,
        kind: 'article',
        title: `《${lawTitle}》${number ?? ''}`,
        text: quote,
        copy: `《${lawTitle}》${number ?? ''}：“${quote}”`,
        probability,
        sources: [basis],
        choices: [],
      })
    }
  }
  return [...byId.values()]
}

function questionOf(
  { text, choices }: { text: string; choices: readonly string[] },
  probability: number,
  { answers }: Proposals,
): Unplaced {
  const entries = answers.filter(({ entry }) => entry !== null && choices.includes(entry.title))
  return {
    key: `question:${createHash('sha256').update(text).digest('base64url').slice(0, 16)}`,
    kind: 'question',
    title: hotlineWords.question,
    text,
    copy: text,
    // That what was found does not settle it yet.
    probability,
    sources: entries.flatMap(({ answer }) => answer.bases.slice(0, 1)),
    choices: [...choices],
  }
}

function withCitation(text: string, bases: readonly Basis[]): string {
  const names = bases
    .filter(({ loaded }) => loaded)
    .map(({ kind, lawTitle, number }) =>
      kind === 'statute' ? `《${lawTitle}》${number ?? ''}` : `“${lawTitle}”`,
    )
  return names.length === 0 ? text : `${text}（依据：${[...new Set(names)].slice(0, 3).join('；')}）`
}

function idOf({ bases, summary }: Answer, entry: Proposal['entry']): string {
  return (
    entry?.id ?? bases[0]?.passageId ?? createHash('sha256').update(summary).digest('base64url').slice(0, 16)
  )
}
