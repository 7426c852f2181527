import { parseArticleReferences } from '../../knowledge/article-reference.js'
import { plainQuestion } from '../../knowledge/confirmed-pairs.js'
import type { ResolvedReference } from '../article-lookup.js'
import type { Searchable } from '../searchable.js'
import { askTerms } from '../tokenize.js'
import type { ConfirmedAnswer } from './confirmed-answers.js'

/** What staff should look at among the confirmed answers. */
export interface AnswerReview {
  contradictions: Contradiction[]
  unmet: UnmetCitation[]
}

/** Two confirmed answers to one question that share no article. */
export interface Contradiction {
  /** Of the pairs, as in `ConfirmedPair.id`. */
  ids: [string, string]
  /** 1: the same words; else likeness of the questions, as `AskedNearness` gives it. */
  likeness: number
}

/** An article that a confirmed answer cites and that is not there: it teaches nothing. */
export interface UnmetCitation {
  id: string
  cite: string
  status: Exclude<ResolvedReference['status'], 'found'>
}

/**
 * Questions as alike as this are one question in other words: 公司不发工资怎么办 and 公司不发工资该怎么办. Lower, and questions
 * come in that differ in the one word that decides them.
 */
const SAME_QUESTION = 0.9

/** @param day the law in force on that day, `YYYY-MM-DD` */
export function reviewAnswers(
  { index, finder, asked }: Pick<Searchable, 'index' | 'finder' | 'asked'>,
  answers: readonly ConfirmedAnswer[],
  day: string,
): AnswerReview {
  const filter = index.filter(day, null, null)
  const unmet: UnmetCitation[] = []
  const articles = new Map<string, Set<string>>()
  for (const { versionId, cites } of answers) {
    const own = new Set<string>()
    for (const cite of cites) {
      for (const { status, docs } of finder.resolveCite(cite, filter.mask)) {
        if (status === 'found') for (const doc of docs) own.add(String(index.provision(doc)))
        else unmet.push({ id: versionId, cite, status })
      }
      // As written too: an article that is not loaded is still the same in two answers.
      for (const { lawName, from } of parseArticleReferences(cite))
        own.add(`${lawName} ${from.number} ${from.suffix}`)
    }
    articles.set(versionId, own)
  }

  const sameWords = new Map<string, ConfirmedAnswer[]>()
  for (const answer of answers) {
    const plain = plainQuestion(answer.wordings[0]!)
    sameWords.set(plain, [...(sameWords.get(plain) ?? []), answer])
  }
  const contradictions: Contradiction[] = []
  for (const { versionId, wordings } of answers) {
    const question = wordings[0]!
    const alike = new Map<string, number>()
    const near = asked.near(askTerms(question), filter)
    for (const doc of near.docs) {
      const likeness = near.likeness(doc)
      if (likeness >= SAME_QUESTION) alike.set(index.version(doc)!.id, likeness)
    }
    for (const same of sameWords.get(plainQuestion(question)) ?? []) alike.set(same.versionId, 1)
    for (const [other, likeness] of alike) {
      const theirs = articles.get(other)
      // Each two once.
      if (other <= versionId || !theirs) continue
      if (![...articles.get(versionId)!].some((article) => theirs.has(article)))
        contradictions.push({ ids: [versionId, other], likeness })
    }
  }
  contradictions.sort((a, b) => b.likeness - a.likeness)
  return { contradictions, unmet }
}
