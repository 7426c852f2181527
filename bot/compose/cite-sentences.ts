import { parseCitations, stripCitations } from '../../knowledge/article-reference.js'
import type { Passage } from '../../retrieval/passage.js'
import { splitSentences } from '../language/split-sentences.js'
import type { BasisList } from './basis-list.js'
import { dropPlaceholders } from './drop-placeholders.js'

export interface CitedSentence {
  text: string
  citationIds: number[]
}

/**
 * Sentences of an entry with what they cite. One without a mark of its own, or whose
 * articles are not loaded, is carried by the entry itself; what waits for a local fact that nobody filled in is left out,
 * and so is what rests on an article that is no longer in force.
 */
export async function citeSentences(
  text: string,
  entry: Passage,
  bases: BasisList,
): Promise<CitedSentence[]> {
  const cited: CitedSentence[] = []
  for (const raw of splitSentences(text)) {
    const sentence = dropPlaceholders(raw)
    if (sentence === null) continue
    const plain = stripCitations(sentence).trim()
    if (plain === '') continue
    const ids = await citeMarked(sentence, plain, bases)
    if (ids === null) continue
    cited.push({ text: plain, citationIds: ids })
  }
  for (const sentence of cited) {
    const verified = sentence.citationIds.some((id) => bases.bases[id - 1]?.loaded)
    if (!verified) sentence.citationIds.push(bases.addPassage(entry, sentence.text))
  }
  return cited
}

/** Ids of the articles that 〔〕 in a sentence name. @returns null: one of them is no longer in force */
export async function citeMarked(
  sentence: string,
  plain: string,
  bases: BasisList,
): Promise<number[] | null> {
  const ids: number[] = []
  for (const { references } of parseCitations(sentence)) {
    for (const reference of references) {
      const found = await bases.addReference(reference, plain)
      if (found === null) return null
      ids.push(...found)
    }
  }
  return [...new Set(ids)]
}

/** One item of a list as one piece, whatever sentences it has. @returns null when nothing of it is left */
export async function citeItem(
  text: string,
  entry: Passage,
  bases: BasisList,
): Promise<CitedSentence | null> {
  const sentences = await citeSentences(text, entry, bases)
  if (sentences.length === 0) return null
  const citationIds = [...new Set(sentences.flatMap((sentence) => sentence.citationIds))]
  return { text: sentences.map((sentence) => sentence.text).join(''), citationIds }
}
