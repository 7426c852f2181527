import type { LineProblem } from './line-problem.js'
import type { Matter } from './matter.js'
import type { ServiceLine } from './service-line.js'

/** One article of a statute version, or a note, annex, table or section without a number. */
export interface ParsedProvision {
  /** 第一千零七十七条 as written; null for notes, annexes, tables and unnumbered text. */
  article: string | null
  number: number | null
  /** 1 for 之一; 0 otherwise. */
  suffix: number
  /** ['婚姻家庭编', '第四章 离婚']. */
  headingPath: string[]
  /** Whole text without the article label, paragraphs (款) separated by `\n`, verbatim otherwise. */
  text: string
}

export interface ParsedStatute {
  kind: 'statute'
  /** As printed. */
  title: string
  /** Without 中华人民共和国 and a bracketed date; the key under which versions of one law meet. */
  shortTitle: string
  issuingBody: string | null
  /** The dated lines under the title. */
  notes: string[]
  /** Date in the file's name, else the latest in the notes. */
  versionDate: string | null
  effectiveFrom: string | null
  /** From 有效期 or a repeal note in the text itself; repeals by other laws are worked out over all versions. */
  effectiveTo: string | null
  /** Short titles of the laws and interpretations that this text repeals (同时废止). */
  repeals: string[]
  /** Day from which `repeals` counts: an amended version repeats the clause of the first one. */
  repealsOn: string | null
  /** Book of a code that is split over several files (婚姻家庭编): each book has versions of its own. */
  part: string | null
  /** Region read from the title or the issuing body; null: national. */
  regionCode: string | null
  provisions: ParsedProvision[]
}

/** A guide, or one Q&A entry: front matter and text as in knowledge/starter/README.md. */
export interface ParsedGuide {
  kind: 'guide' | 'faq'
  /** Title of the guide, question of the Q&A. */
  title: string
  matters: Matter[]
  serviceLines: ServiceLine[]
  regionCode: string | null
  office: string | null
  fee: string | null
  timeLimit: string | null
  materials: string[]
  /** Other wordings of the question. */
  asks: string[]
  followUps: string[]
  /** Articles named in front matter or in 〔〕, as written. */
  cites: string[]
  effectiveFrom: string | null
  effectiveTo: string | null
  /** Text before the first heading or list; citations in 〔〕 stay in place. */
  lead: string
  sections: { heading: string; kind: 'text' | 'steps' | 'list' | 'notice'; items: string[] }[]
  /** Of a confirmed answer: where it stands in its file, from 1. */
  line?: number
}

export type ParsedSource = ParsedStatute | ParsedGuide

/**
 * A file that cannot be used. The message says which and what to do; the others go on.
 */
export class UnreadableFileError extends Error {
  override name = 'UnreadableFileError'
  constructor(
    readonly file: string,
    readonly reason:
      | 'empty'
      | 'encrypted'
      | 'needs_ocr'
      | 'too_large'
      | 'wrong_format'
      | 'unsupported'
      | 'malformed'
      | 'unreadable',
    message: string,
    /** Where nothing could be used: the first thing that is wrong. */
    readonly problem?: LineProblem,
  ) {
    super(message)
  }
}
