import type { Answer, Basis } from './answer.js'
import type { Words } from './words/zh-CN.js'

/** The words that stand between the parts of an answer. */
export type Headings = Pick<
  Words,
  'headSteps' | 'headMaterials' | 'headBases' | 'headOffices' | 'headNotices' | 'notLoaded' | 'sameLaw'
>

interface Sentence {
  text: string
  citationIds: readonly number[]
}

/**
 * An answer as plain text: the answer, the steps, the ground, the place, in that order, with 〔1〕 marks. Nothing is said
 * twice: an article that the answer itself names and quotes gets its version there and no line among the grounds. What
 * is there to be pressed, the questions to go on with, is left out.
 */
export function renderText(answer: Answer, words: Headings): string {
  const { choices, notices, bases } = answer
  const summary = { text: answer.summary, citationIds: answer.summaryCitationIds }
  const sentences = [summary, ...answer.points, ...answer.steps]
  const said = sentences.map(({ text }) => text).join('\n')
  const listed = bases.filter((basis, n) => !isTold(basis, n + 1, sentences, said))
  const write = createWriter(bases, listed, words)
  const blocks = [
    write(summary),
    answer.points.map(write).join('\n'),
    section(
      words.headSteps,
      answer.steps.map((step, n) => `${n + 1}. ${write(step)}`),
    ),
    choices.map((choice, n) => `${n + 1} ${choice}`).join('\n'),
    section(
      words.headMaterials,
      answer.materials.map((material) => `· ${material}`),
    ),
    section(
      words.headBases,
      listed.map((basis, n) => basisLine(basis, n + 1, listed[n - 1], said, words)),
    ),
    section(
      words.headOffices,
      answer.offices.map(({ name, address, phone, hours }) =>
        [name, address, phone, hours].filter(Boolean).join('，'),
      ),
    ),
    section(words.headNotices, notices),
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length ? [heading, ...lines].join('\n') : ''
}

/** The sentence that cites the article first names it, and the answer holds its quote. */
function isTold(basis: Basis, id: number, sentences: readonly Sentence[], said: string): boolean {
  const first = sentences.find(({ citationIds }) => citationIds.includes(id))
  return basis.number !== null && holds(said, basis.quote) && (first?.text.includes(nameOf(basis)) ?? false)
}

/** The head of a list, told without its items, has lost its colon. */
function holds(said: string, quote: string | null): boolean {
  return quote !== null && said.includes(quote.replace(/[：:]$/, ''))
}

/** Writes one sentence after another: marks of what is listed, the version of what is not. */
function createWriter(bases: readonly Basis[], listed: readonly Basis[], { sameLaw }: Headings) {
  /** Of the sentence before. */
  let lastLaw: string | null = null
  return ({ text, citationIds }: Sentence): string => {
    const cited = citationIds.flatMap((id) => bases[id - 1] ?? [])
    const marks = cited.flatMap((basis) =>
      listed.flatMap((each, n) => (each === basis ? `〔${n + 1}〕` : [])),
    )
    const named = cited.find((basis) => !listed.includes(basis) && text.includes(nameOf(basis)))
    const line = named ? nameOnce(text, named, lastLaw === named.lawTitle ? sameLaw : null) : text
    if (named !== undefined || cited.some(({ lawTitle }) => lawTitle !== lastLaw))
      lastLaw = named?.lawTitle ?? null
    return line + marks.join('')
  }
}

/** @param sameLaw instead of a law that was just named; its version is known by then */
function nameOnce(text: string, basis: Basis, sameLaw: string | null): string {
  const name = nameOf(basis)
  const at = text.indexOf(name)
  const after = text.slice(at + name.length)
  // 《民法典》第一千零七十七条（…；2021-01-01 起施行，现行有效） tells its dates itself.
  const version = basis.versionDate && !after.startsWith('（') ? `（${basis.versionDate}）` : ''
  return text.slice(0, at) + (sameLaw === null ? name + version : sameLaw + basis.number) + after
}

function basisLine(
  basis: Basis,
  id: number,
  before: Basis | undefined,
  said: string,
  { sameLaw, notLoaded }: Headings,
): string {
  const { lawTitle, number, versionDate, quote, loaded } = basis
  const again = number !== null && before?.lawTitle === lawTitle && before.versionDate === versionDate
  const name = again ? sameLaw + number : nameOf(basis) + (versionDate ? `（${versionDate}）` : '')
  const missing = notLoaded && `（${notLoaded}）`
  const words = !loaded ? missing : quote === null || holds(said, quote) ? '' : `：${quote}`
  return `〔${id}〕${name}${words}`
}

function nameOf({ lawTitle, number }: Basis): string {
  return `《${lawTitle}》${number ?? ''}`
}
