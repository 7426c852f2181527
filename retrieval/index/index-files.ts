import type { AskedLines } from '../asked-lines.js'
import type { WordVectors } from '../embed/fit-word-vectors.js'
import type { IndexSegment } from '../index-segment.js'
import { StringTable } from '../keyword/string-table.js'

/** Everything that a saved index holds, besides the graph of vectors, which hnswlib writes itself. */
export interface IndexContent {
  segment: IndexSegment
  /** null where an endpoint embeds. */
  words: WordVectors | null
  /** What guides and Q&A are asked, cut into words. null: a version saved it that did not write them. */
  asked: AskedLines | null
}

export const GRAPH_FILE = 'vectors.hnsw'

type Numbers = Uint8Array | Uint16Array | Uint32Array | Int32Array | Float32Array | Float64Array

/** Numbers as they lie in memory, little-endian, one file an array. */
export function toFiles({ segment, words, asked }: IndexContent): Map<string, Uint8Array> {
  const files = new Map<string, Uint8Array>()
  const put = (name: string, array: Numbers) =>
    files.set(name, new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
  const putStrings = (name: string, table: StringTable) => {
    put(`${name}.utf8`, table.bytes)
    put(`${name}.u32`, table.starts)
  }
  const { keyword, docs, vectors } = segment
  putStrings('terms', keyword.terms)
  put('posting-starts.u32', keyword.starts)
  put('posting-docs.u32', keyword.docs)
  put('posting-counts.u16', keyword.counts)
  put('lengths.u16', keyword.lengths)
  putStrings('ids', docs.ids)
  putStrings('titles', docs.titles)
  put('title-of.u32', docs.titleOf)
  putStrings('articles', docs.articles)
  putStrings('version-ids', docs.versionIds)
  put('version-of.u32', docs.versionOf)
  put('numbers.i32', docs.numbers)
  put('suffixes.u16', docs.suffixes)
  put('kinds.u8', docs.kinds)
  putStrings('asks', docs.asks)
  put('vectors.f32', vectors)
  if (words) {
    putStrings('words', words.words)
    put('word-vectors.f32', words.vectors)
    put('word-mean.f32', words.mean)
  }
  if (asked) {
    putStrings('asked', inOrder(asked.numbers))
    putStrings('asked-terms', inOrder(asked.termNumbers))
    put('asked-starts.i32', asked.starts)
    put('asked-term-of.i32', asked.terms)
    put('asked-weights.f64', asked.weights)
  }
  return files
}

/** @param files each with a buffer of its own, as a typed array needs an aligned start */
export function fromFiles(files: ReadonlyMap<string, ArrayBuffer>, dimension: number): IndexContent {
  const get = (name: string): ArrayBuffer => {
    const buffer = files.get(name)
    if (!buffer) throw new Error(`Index file ${name} is missing`)
    return buffer
  }
  const strings = (name: string) =>
    new StringTable(Buffer.from(get(`${name}.utf8`)), new Uint32Array(get(`${name}.u32`)))
  const lengths = new Uint16Array(get('lengths.u16'))
  return {
    segment: {
      keyword: {
        docCount: lengths.length / 4,
        terms: strings('terms'),
        starts: new Uint32Array(get('posting-starts.u32')),
        docs: new Uint32Array(get('posting-docs.u32')),
        counts: new Uint16Array(get('posting-counts.u16')),
        lengths,
      },
      docs: {
        ids: strings('ids'),
        titles: strings('titles'),
        titleOf: new Uint32Array(get('title-of.u32')),
        articles: strings('articles'),
        versionIds: strings('version-ids'),
        versionOf: new Uint32Array(get('version-of.u32')),
        numbers: new Int32Array(get('numbers.i32')),
        suffixes: new Uint16Array(get('suffixes.u16')),
        kinds: new Uint8Array(get('kinds.u8')),
        asks: strings('asks'),
      },
      vectors: new Float32Array(get('vectors.f32')),
    },
    words: files.has('words.utf8')
      ? {
          dimension,
          words: strings('words'),
          vectors: new Float32Array(get('word-vectors.f32')),
          mean: new Float32Array(get('word-mean.f32')),
        }
      : null,
    asked: files.has('asked.utf8')
      ? {
          numbers: numbered(strings('asked')),
          termNumbers: numbered(strings('asked-terms')),
          starts: new Int32Array(get('asked-starts.i32')),
          terms: new Int32Array(get('asked-term-of.i32')),
          weights: new Float64Array(get('asked-weights.f64')),
        }
      : null,
  }
}

/** @param numbers from 0, in order */
function inOrder(numbers: ReadonlyMap<string, number>): StringTable {
  return StringTable.from(numbers.keys(), numbers.size)
}

function numbered(table: StringTable): Map<string, number> {
  const numbers = new Map<string, number>()
  for (let number = 0; number < table.length; number++) numbers.set(table.at(number), number)
  return numbers
}
