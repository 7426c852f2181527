import { StringTable } from './keyword/string-table.js'

export const KINDS = ['statute', 'guide', 'faq'] as const
export type PassageKind = (typeof KINDS)[number]

/** What a hit shows of each document of a segment, in arrays that are read straight from files. */
export interface DocTable {
  ids: StringTable
  /** Distinct titles, and which one each document has. */
  titles: StringTable
  titleOf: Uint32Array
  /** 第五十四条 as written; '' where the passage is not an article. */
  articles: StringTable
  versionIds: StringTable
  versionOf: Uint32Array
  /** Article number; -1 where there is none. */
  numbers: Int32Array
  suffixes: Uint16Array
  /** Position in KINDS. */
  kinds: Uint8Array
  /** Asked questions of guides and Q&A, one a line, the title first; '' for statutes. */
  asks: StringTable
}

export interface IndexedPassage {
  id: string
  version_id: string
  kind: PassageKind
  title: string
  article: string | null
  article_number: number | null
  article_suffix: number | null
  heading_path: string
  text: string
  asks: string
}

export class DocTableBuilder {
  #ids: string[] = []
  #titles = new Map<string, number>()
  #titleOf: number[] = []
  #articles: string[] = []
  #versions = new Map<string, number>()
  #versionOf: number[] = []
  #numbers: number[] = []
  #suffixes: number[] = []
  #kinds: number[] = []
  #asks: string[] = []

  add(passage: IndexedPassage): void {
    this.#ids.push(passage.id)
    this.#titleOf.push(position(this.#titles, passage.title))
    this.#articles.push(passage.article ?? '')
    this.#versionOf.push(position(this.#versions, passage.version_id))
    this.#numbers.push(passage.article_number ?? -1)
    this.#suffixes.push(passage.article_suffix ?? 0)
    this.#kinds.push(KINDS.indexOf(passage.kind))
    this.#asks.push(passage.kind === 'statute' ? '' : `${passage.title}\n${passage.asks}`)
  }

  build(): DocTable {
    return {
      ids: StringTable.from(this.#ids, this.#ids.length),
      titles: StringTable.from(this.#titles.keys(), this.#titles.size),
      titleOf: Uint32Array.from(this.#titleOf),
      articles: StringTable.from(this.#articles, this.#articles.length),
      versionIds: StringTable.from(this.#versions.keys(), this.#versions.size),
      versionOf: Uint32Array.from(this.#versionOf),
      numbers: Int32Array.from(this.#numbers),
      suffixes: Uint16Array.from(this.#suffixes),
      kinds: Uint8Array.from(this.#kinds),
      asks: StringTable.from(this.#asks, this.#asks.length),
    }
  }
}

/** What guides and Q&A are asked, each question once. */
export function distinctAsks({ asks }: DocTable): string[] {
  const distinct = new Set<string>()
  for (let doc = 0; doc < asks.length; doc++)
    for (const question of questionsIn(asks.at(doc))) distinct.add(question)
  return [...distinct]
}

/** @param asks one question a line */
export function questionsIn(asks: string): string[] {
  return asks.split('\n').filter((line) => line !== '')
}

function position(known: Map<string, number>, key: string): number {
  let at = known.get(key)
  if (at === undefined) {
    at = known.size
    known.set(key, at)
  }
  return at
}
