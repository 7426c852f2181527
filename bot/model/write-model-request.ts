import { maskPersonalData } from '../mask-personal-data.js'
import type { Exchange } from '../turn.js'
import type { NumberedSource } from './number-sources.js'

const EARLIER_EXCHANGES = 3

export interface ModelQuestion {
  /** Masked. */
  question: string
  /** Oldest first; questions are masked, the answers given had the citizen's own data put back. */
  history: readonly Exchange[]
  /** The law in force on that day, `YYYY-MM-DD`. */
  asOfDate: string
  /** `YYYY-MM-DD` */
  today: string
}

/** The changing part of the prompt; what citizens and documents say stands between tags that they cannot close. */
export function writeModelRequest(asked: ModelQuestion, sources: readonly NumberedSource[]): string {
  const history = asked.history
    .slice(-EARLIER_EXCHANGES)
    .map(
      ({ question, answer }) =>
        `问：${inert(question)}\n答：${inert(maskPersonalData(answer.summary).masked)}`,
    )
  return [
    `<today>${asked.today}</today>`,
    `<law_date>${asked.asOfDate}</law_date>`,
    ...(history.length > 0 ? ['<history>', ...history, '</history>'] : []),
    '<sources>',
    ...sources.map(writeSource),
    '</sources>',
    `<question>${inert(asked.question)}</question>`,
  ].join('\n')
}

function writeSource({ number, passage, text }: NumberedSource): string {
  const attributes = [
    ['number', String(number)],
    ['kind', passage.kind],
    ['title', passage.title],
    ['article', passage.article],
    ['part', passage.headingPath],
    ['version', passage.versionDate],
    ['in_force_from', passage.effectiveFrom],
    ['in_force_to', passage.effectiveTo],
  ]
  const written = attributes
    .filter(([, value]) => value)
    .map(([name, value]) => `${name}="${inert(value!).replaceAll('"', '”')}"`)
  return `<source ${written.join(' ')}>\n${inert(text)}\n</source>`
}

/** Full-width brackets read the same; quotes are compared without regard to width. */
export function inert(text: string): string {
  return text.replaceAll('<', '＜').replaceAll('>', '＞')
}
