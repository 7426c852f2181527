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
 * articles are not loaded, is carried by the entry itself; what waits for a local fact that nobody filled in is left out.
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
    const ids: number[] = []
    for (const { references } of parseCitations(sentence)) {
      for (const reference of references) ids.push(...(await bases.addReference(reference, plain)))
    }
    cited.push({ text: plain, citationIds: [...new Set(ids)] })
  }
  for (const sentence of cited) {
    const verified = sentence.citationIds.some((id) => bases.bases[id - 1]?.loaded)
    if (!verified) sentence.citationIds.push(bases.addPassage(entry, sentence.text))
  }
  return cited
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
