import type { ArticleReference } from '../../knowledge/article-reference.js'
import { formatChineseNumber as formatArticle } from '../../knowledge/chinese-number.js'
import type { Passage } from '../../retrieval/passage.js'
import type { Place } from '../../retrieval/passages.js'
import type { Basis } from '../answer.js'
import { partOf, pickQuote } from './pick-quote.js'

/**
 * Meets a named article in the version in force on a day in a region. `not_loaded`: no version of its law is in the knowledge base;
 * `not_in_force`: the law is, but no such article is in force on that day.
 */
export type FindArticle = (
  reference: ArticleReference,
  place: Place,
) => Promise<Passage | 'not_loaded' | 'not_in_force'>

export type BasisList = ReturnType<typeof createBasisList>

/**
 * Collects what an answer cites; a passage stands in it once, with the quote of its first mention.
 * @param question what is asked: decides between items of a list that the sentence says nothing of
 * @param given bases that it goes on from
 */
export function createBasisList(
  findArticle: FindArticle,
  place: Place,
  question?: string,
  given: readonly Basis[] = [],
) {
  const bases: Basis[] = [...given]
  const idByKey = new Map(given.map((basis, index) => [keyOf(basis), index + 1]))

  function add(key: string, basis: () => Basis): number {
    const known = idByKey.get(key)
    if (known !== undefined) return known
    const id = bases.push(basis())
    idByKey.set(key, id)
    return id
  }

  return {
    bases,

    /** @param carried the sentence that the passage carries: decides which words are quoted */
    addPassage(
      passage: Passage,
      carried: string,
      part?: Pick<ArticleReference, 'paragraph' | 'item'>,
    ): number {
      return add(passage.id, () => ({
        kind: passage.kind,
        lawTitle: passage.title,
        number: labelOf(passage, part),
        versionDate: passage.versionDate,
        quote: pickQuote(passage.text, carried, part, question),
        passageId: passage.id,
        loaded: true,
      }))
    },

    /** Quotes other words of a passage that is in the list. */
    requote(passage: Passage, carried: string): void {
      const id = idByKey.get(passage.id)
      const basis = id === undefined ? undefined : bases[id - 1]
      if (basis) basis.quote = pickQuote(passage.text, carried, undefined, question)
    },

    /** An article that is shown whole: all of it is quoted, or the 款 and 项 that was asked for. */
    addWhole(passage: Passage, part?: Pick<ArticleReference, 'paragraph' | 'item'>): number {
      return add(passage.id, () => ({
        kind: passage.kind,
        lawTitle: passage.title,
        number: labelOf(passage, part),
        versionDate: passage.versionDate,
        quote: partOf(passage.text, part) ?? passage.text,
        passageId: passage.id,
        loaded: true,
      }))
    },

    /** One id per article of the reference; a range adds its first and last. @returns null: it is no longer in force */
    async addReference(reference: ArticleReference, carried: string): Promise<number[] | null> {
      const ends =
        reference.from.number === reference.to.number && reference.from.suffix === reference.to.suffix
          ? [reference.from]
          : [reference.from, reference.to]
      const ids: number[] = []
      for (const end of ends) {
        const passage = await findArticle({ ...reference, from: end, to: end }, place)
        if (passage === 'not_in_force') return null
        if (passage !== 'not_loaded') ids.push(this.addPassage(passage, carried, reference))
        else {
          const basis = unloaded(reference, end)
          ids.push(add(keyOf(basis), () => basis))
        }
      }
      return ids
    },
  }
}

/** Of an article that is not loaded all parts are one basis. */
function keyOf({ passageId, lawTitle, number }: Basis): string {
  return passageId ?? lawTitle + (number ?? '').replace(/(?<=条.*)第.*/, '')
}

function unloaded(
  reference: ArticleReference,
  { number, suffix }: { number: number; suffix: number },
): Basis {
  return {
    kind: 'statute',
    lawTitle: reference.lawName ?? '',
    number: `第${formatArticle(number)}条${suffix > 0 ? `之${formatArticle(suffix)}` : ''}${partLabel(reference)}`,
    versionDate: null,
    quote: null,
    passageId: null,
    loaded: false,
  }
}

/** A part that the article does not have is not named. */
function labelOf(
  { article, text }: Passage,
  part?: Pick<ArticleReference, 'paragraph' | 'item'>,
): string | null {
  return article && article + (part && partOf(text, part) === null ? '' : partLabel(part))
}

function partLabel(part: Pick<ArticleReference, 'paragraph' | 'item'> | undefined): string {
  const paragraph = part?.paragraph ? `第${formatArticle(part.paragraph)}款` : ''
  return paragraph + (part?.item ? `第${formatArticle(part.item)}项` : '')
}
