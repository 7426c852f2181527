import { type ArticleReference, parseArticleReferences } from '../knowledge/article-reference.js'
import { NUMBER_CHARACTERS, parseChineseNumber } from '../knowledge/chinese-number.js'
import { titleKey } from '../knowledge/law-names.js'
import { createCache } from './cache.js'
import type { KnowledgeIndex } from './knowledge-index.js'
import { areNamedAlike, type Law, type Laws, readLaws } from './laws.js'
import type { ArticleLookup } from './retriever.js'

/** A range names at most so many articles. */
const LONGEST_RANGE = 50

export interface ResolvedReference {
  reference: ArticleReference
  status: ArticleLookup['references'][number]['status']
  law: Law | null
  lastArticleNumber: number | null
  suggestions: string[]
  /** Documents of the articles, in order. For `not_in_force`: the newest text that there was. */
  docs: number[]
}

export interface ArticleFinder {
  /** Every article that the text names. @param allowed documents that apply: other versions count as not in force */
  resolve(text: string, allowed: Uint8Array): ResolvedReference[]
  /** The same of what a guide or Q&A cites, which is read once for all. */
  resolveCite(cite: string, allowed: Uint8Array): ResolvedReference[]
  laws: Laws
  /** What is known of cites, for the finder of the next publication. */
  namedByCite: Map<string, readonly NamedReference[]>
}

/** The starter knowledge has some 3,000 of them, what is learned as many again. */
const KEPT_CITES = 20_000
/** Cites stay the same from one publication to the next. */
const readCites = createCache<readonly ArticleReference[]>({
  size: KEPT_CITES,
  maxAgeMs: Number.POSITIVE_INFINITY,
})

/** With the laws that it may mean, as in `Law.sourceId`. */
interface NamedReference {
  reference: ArticleReference
  named: readonly string[]
}

/** An article in all versions of its law. */
interface LawArticle {
  key: number
  docs: number[]
}

/** Made when the law is first named: what guides and Q&A cite is looked up by the hundred. */
const articlesByLaw = new WeakMap<Law, readonly LawArticle[]>()

/** Orders articles as a law does. */
function keyOf(number: number, suffix: number): number {
  return number * 1000 + suffix
}

/** @returns where the first article with this key or a higher one stands */
function firstAtLeast(articles: readonly LawArticle[], key: number): number {
  let from = 0
  let to = articles.length
  while (from < to) {
    const middle = (from + to) >> 1
    if (articles[middle]!.key < key) from = middle + 1
    else to = middle
  }
  return from
}

/**
 * Finds articles by name and number. Nothing is guessed: what is not loaded is said not to be there.
 * @param before of the publication before, with the same numbers of documents
 */
export async function openArticleFinder(
  index: KnowledgeIndex,
  before?: ArticleFinder,
): Promise<ArticleFinder> {
  const laws = await readLaws(index, before?.laws)
  const namedByCite: ArticleFinder['namedByCite'] =
    before && areNamedAlike(before.laws, laws) ? before.namedByCite : new Map()

  function resolve(text: string, allowed: Uint8Array): ResolvedReference[] {
    return resolveAll(text, nameLaws(text, readReferences(text)), allowed)
  }

  function resolveCite(cite: string, allowed: Uint8Array): ResolvedReference[] {
    let named = namedByCite.get(cite)
    if (!named) {
      const references = readCites.get(cite) ?? readReferences(cite)
      readCites.set(cite, references)
      named = nameLaws(cite, references)
      namedByCite.set(cite, named)
    }
    return resolveAll(cite, named, allowed)
  }

  function nameLaws(text: string, references: readonly ArticleReference[]): NamedReference[] {
    let carried: Law[] = []
    return references.map((reference) => {
      const found = lawsOf(reference, text, laws)
      carried = found.length > 0 || reference.lawName !== null ? found : carried
      return { reference, named: carried.map(({ sourceId }) => sourceId) }
    })
  }

  function resolveAll(
    text: string,
    references: readonly NamedReference[],
    allowed: Uint8Array,
  ): ResolvedReference[] {
    const resolved = references.map(({ reference, named }) => resolveIn(named, reference, allowed))
    return withoutThoseInTitles(resolved, text)
  }

  function resolveIn(
    ids: readonly string[],
    reference: ArticleReference,
    allowed: Uint8Array,
  ): ResolvedReference {
    const named = ids.map((id) => laws.bySource.get(id)!)
    if (named.length === 0) {
      const suggestions = reference.lawName === null ? [] : laws.suggestions(reference.lawName)
      return { reference, status: 'no_such_law', law: null, lastArticleNumber: null, suggestions, docs: [] }
    }
    const known = { reference, suggestions: [] }
    // The same name may be a national law and a region's: what applies here comes first.
    for (const law of named) {
      const docs = articlesIn(law, reference, (doc) => allowed[doc] === 1)
      if (docs.length > 0) return { ...known, status: 'found', law, lastArticleNumber: null, docs }
    }
    const inForce = named.find((law) => law.docs.some((doc) => allowed[doc] === 1))
    if (inForce) {
      const applicable = inForce.docs.filter((doc) => allowed[doc] === 1)
      return {
        ...known,
        status: 'no_such_article',
        law: inForce,
        lastArticleNumber: lastNumber(applicable),
        docs: [],
      }
    }
    const law = named[0]!
    return {
      ...known,
      status: 'not_in_force',
      law,
      lastArticleNumber: null,
      docs: articlesIn(law, reference, () => true),
    }
  }

  function articlesOf(law: Law): readonly LawArticle[] {
    let articles = articlesByLaw.get(law)
    if (!articles) {
      const byKey = new Map<number, number[]>()
      for (const doc of law.docs) {
        const { number, suffix } = index.article(doc)
        if (number < 0) continue
        const key = keyOf(number, suffix)
        const known = byKey.get(key)
        if (known) known.push(doc)
        else byKey.set(key, [doc])
      }
      articles = Array.from(byKey, ([key, docs]) => ({ key, docs })).sort((a, b) => a.key - b.key)
      articlesByLaw.set(law, articles)
    }
    return articles
  }

  /** Articles of the newest version that has any, one document an article where versions overlap. */
  function articlesIn(
    law: Law,
    { from, to }: ArticleReference,
    isAllowed: (doc: number) => boolean,
  ): number[] {
    const articles = articlesOf(law)
    const last = keyOf(to.number, to.suffix)
    const found: number[] = []
    // 第38条 alone does not mean 第38条之一; 第38至40条 takes what lies between.
    for (let at = firstAtLeast(articles, keyOf(from.number, from.suffix)); at < articles.length; at++) {
      const { key, docs } = articles[at]!
      if (key > last || found.length === LONGEST_RANGE) break
      const [first, ...others] = docs.filter(isAllowed)
      if (first !== undefined)
        found.push(others.reduce((newest, doc) => (isNewer(doc, newest) ? doc : newest), first))
    }
    return found
  }

  function isNewer(doc: number, than: number): boolean {
    const [date, other] = [index.version(doc)?.versionDate ?? '', index.version(than)?.versionDate ?? '']
    return date > other
  }

  function lastNumber(docs: readonly number[]): number | null {
    const last = docs.reduce((highest, doc) => Math.max(highest, index.article(doc).number), -1)
    return last < 0 ? null : last
  }

  return { resolve, resolveCite, laws, namedByCite }
}

function readReferences(text: string): ArticleReference[] {
  return /[\d零〇一二三四五六七八九十百千０-９]/.test(text) ? parseArticleReferences(text) : []
}

/**
 * The law of a reference. A loaded title that stands before the number wins over what the words around it look like,
 * provided that it takes in the whole name: 火星劳动法第三条 is not 劳动法.
 */
function lawsOf(reference: ArticleReference, text: string, laws: Laws): Law[] {
  const named = reference.lawName === null ? [] : laws.named(reference.lawName)
  let best = { laws: named, length: reference.lawName === null ? 0 : titleKey(reference.lawName).length }
  for (const before of textsBefore(reference, text)) {
    // Nothing longer can stand there: most cites are a title and a number.
    if (before.length <= best.length) continue
    const ending = laws.atEnd(before)
    if (ending && ending.length > best.length) best = ending
  }
  return best.laws
}

const NUMBER = new RegExp(`第?[\\s\\u3000]*([${NUMBER_CHARACTERS}]+)`, 'gu')
/** Longest 第…条第…款第…项 that follows a name. */
const LONGEST_LABEL = 40

/** The text up to each place where the reference's number stands, without the words between a name and its article. */
function textsBefore({ start, end, lawName, from }: ArticleReference, text: string): string[] {
  const earliest = lawName === null ? start : Math.max(start, end - LONGEST_LABEL)
  return [...text.slice(earliest, end).matchAll(NUMBER)]
    .filter(([, digits = '']) => parseChineseNumber(digits) === from.number)
    .map(({ index }) => text.slice(0, earliest + index).replace(/[\s\u3000]*[的中里]?[\s\u3000]*$/, ''))
}

/** 关于适用刑法第十二条几个问题的解释 is a title: the article in it is not asked for. */
function withoutThoseInTitles(found: readonly ResolvedReference[], text: string): ResolvedReference[] {
  return found.filter(({ reference }, i) => {
    if (i === found.length - 1) return true
    const words = titleKey(text.slice(reference.start, reference.end))
    return !found.slice(i + 1).some(({ law }) => law !== null && titleKey(law.shortTitle).includes(words))
  })
}
