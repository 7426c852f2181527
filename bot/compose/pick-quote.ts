import { createCache } from '../../retrieval/cache.js'
import { loadSynonyms } from '../../retrieval/load-synonyms.js'
import { contentPairs, coverage, similarity } from '../language/overlap.js'
import { pairWeight } from '../language/pair-weight.js'
import { splitSentences } from '../language/split-sentences.js'

const LONGEST_QUOTE = 200
/** An earlier sentence states the rule that later ones refine: a later one has to fit clearly better. */
const CLEARLY = 0.05
/** A sentence of a list's head says little without the item below it. */
const OPENS_LIST = /[：:]$/
const ITEM = /^[（(][一二三四五六七八九十百]+[）)]/
/** An item fits by one word of a field, or two pairs of others, that its list's head does not have. */
const FITS = 1.2
/** What every list ends with fits nothing in particular. */
const CATCH_ALL = /其他(?:[^，；。]{0,12}的)?(?:情形|情况|事项|行为|条件|案件|费用|材料|人员)[；;。]?$/
/** Besides synonyms.csv, which keeps to words that the search may add. */
const LAW_WORDS: readonly (readonly [word: string, means: string])[] = [
  ['工资', '劳动报酬'],
  ['讨薪', '劳动报酬'],
]

/**
 * The words of a passage that carry a sentence: verbatim, one sentence or list item, the whole when it is short. Of a
 * list the item that shares most with the sentence, else with the question, else its head.
 * @param part 款 and 项 counted from 1; narrows the choice where the passage has them
 */
export function pickQuote(
  text: string,
  carried: string,
  part?: { paragraph: number | null; item: number | null },
  question = carried,
): string {
  const scope = partOf(text, part) ?? text
  if (scope.length <= 60 && !scope.includes('{{')) return scope
  const wanted = contentPairs(inWordsOfLaw(carried))
  const asked = question === carried ? wanted : contentPairs(inWordsOfLaw(question))
  let best = ''
  let bestScore = -1
  for (const { sentence, items } of withItems(scope)) {
    const item = items.length === 0 ? null : pickItem(items, sentence, wanted, asked)
    // A list's head with nothing under it is no rule.
    if (items.length === 0 && OPENS_LIST.test(sentence)) continue
    const offered = contentPairs(item ?? sentence)
    const score = coverage(wanted, offered) + similarity(wanted, offered)
    if (score > bestScore + CLEARLY) {
      best = item ?? sentence
      bestScore = score
    }
  }
  return cut(best || scope)
}

/** Sentences in order, those that open a list with its items. */
function withItems(scope: string): { sentence: string; items: string[] }[] {
  const listed: { sentence: string; items: string[] }[] = []
  for (const sentence of splitSentences(scope)) {
    if (sentence.includes('{{')) continue
    const last = listed.at(-1)
    if (ITEM.test(sentence) && last && OPENS_LIST.test(last.sentence)) last.items.push(sentence)
    else listed.push({ sentence, items: [] })
  }
  return listed
}

/** @returns null: none fits, the head says more */
function pickItem(
  items: readonly string[],
  head: string,
  wanted: ReadonlySet<string>,
  asked: ReadonlySet<string>,
): string | null {
  const common = contentPairs(head)
  const judged = items
    .filter((item) => !CATCH_ALL.test(item))
    .map((item) => {
      const own = new Set([...contentPairs(item)].filter((pair) => !common.has(pair)))
      // A long item shares something with everything.
      const length = Math.sqrt(share(own, own))
      return { item, said: share(own, wanted), asked: share(own, asked), length }
    })
  const said = judged.filter((item) => item.said >= FITS)
  // A sentence that sums up the list fits many: among them the question decides.
  const both = said.filter((item) => item.asked >= FITS)
  const fitting =
    [both, said, judged.filter((item) => item.asked >= FITS)].find((some) => some.length > 0) ?? []
  const [best] = fitting.toSorted((a, b) => (b.said + b.asked) / b.length - (a.said + a.asked) / a.length)
  return best?.item ?? null
}

/** What two sets of pairs have in common, telling words more. */
function share(own: ReadonlySet<string>, wanted: ReadonlySet<string>): number {
  let sum = 0
  for (const pair of own) if (wanted.has(pair)) sum += pairWeight(pair)
  return sum
}

/** A question is looked at with every sentence that is quoted for it. */
const inLawWords = createCache<string>({ size: 500, maxAgeMs: Number.POSITIVE_INFINITY })

function inWordsOfLaw(text: string): string {
  const known = inLawWords.get(text)
  if (known !== undefined) return known
  const meant = [...LAW_WORDS, ...loadSynonyms()].flatMap(([word, means]) =>
    text.includes(word) ? [means] : [],
  )
  const said = [text, ...meant].join('\n')
  inLawWords.set(text, said)
  return said
}

/** The 款 and 项 of an article, verbatim, the whole text where no part is named; null where it has no such part. */
export function partOf(
  text: string,
  part?: { paragraph: number | null; item: number | null },
): string | null {
  const scope = part?.paragraph == null ? text : paragraphsOf(text)[part.paragraph - 1]
  if (scope === undefined || part?.item == null) return scope ?? null
  const items = scope.split('\n').filter((line) => ITEM.test(line))
  return items[part.item - 1] ?? null
}

/** 款 of an article; items （一）（二） belong to the one above them. */
export function paragraphsOf(text: string): string[] {
  return joinItems(text.split('\n'))
}

function joinItems(lines: readonly string[]): string[] {
  const paragraphs: string[] = []
  for (const line of lines) {
    if (ITEM.test(line) && paragraphs.length > 0) {
      paragraphs[paragraphs.length - 1] += `\n${line}`
    } else paragraphs.push(line)
  }
  return paragraphs
}

function cut(quote: string): string {
  if (quote.length <= LONGEST_QUOTE) return quote
  const end = quote.slice(0, LONGEST_QUOTE).search(/[；，、][^；，、]*$/)
  return quote.slice(0, end > LONGEST_QUOTE / 2 ? end : LONGEST_QUOTE)
}
