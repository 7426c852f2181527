import type { Answer, Basis } from './answer.js'
import type { Words } from './words/zh-CN.js'

/** The words that stand between the parts of an answer. */
export type Headings = Pick<
  Words,
  'headSteps' | 'headMaterials' | 'headBases' | 'headOffices' | 'headNotices' | 'headFollowUps' | 'notLoaded'
>

/** An answer as plain text: the answer, the steps, the ground, the place, in that order, with 〔1〕 marks. */
export function renderText(answer: Answer, words: Headings): string {
  const { choices, notices } = answer
  const blocks = [
    answer.summary + marks(answer.summaryCitationIds),
    answer.points.map(({ text, citationIds }) => text + marks(citationIds)).join('\n'),
    section(
      words.headSteps,
      answer.steps.map(({ text, citationIds }, n) => `${n + 1}. ${text}${marks(citationIds)}`),
    ),
    choices.map((choice, n) => `${n + 1} ${choice}`).join('\n'),
    section(
      words.headMaterials,
      answer.materials.map((material) => `· ${material}`),
    ),
    section(
      words.headBases,
      answer.bases.map((basis, n) => basisLine(basis, n + 1, words)),
    ),
    section(
      words.headOffices,
      answer.offices.map(({ name, address, phone, hours }) =>
        [name, address, phone, hours].filter(Boolean).join('，'),
      ),
    ),
    section(words.headNotices, notices),
    answer.followUps.length ? `${words.headFollowUps}：${answer.followUps.join(' · ')}` : '',
  ]
  return blocks.filter((block) => block !== '').join('\n\n')
}

function section(heading: string, lines: readonly string[]): string {
  return lines.length ? [heading, ...lines].join('\n') : ''
}

function marks(ids: readonly number[]): string {
  return ids.map((id) => `〔${id}〕`).join('')
}

function basisLine(basis: Basis, id: number, words: Headings): string {
  const name = `《${basis.lawTitle}》${basis.number ?? ''}`
  const version = basis.versionDate ? `（${basis.versionDate}）` : ''
  return `〔${id}〕${name}${version}${basis.loaded ? `：${basis.quote ?? ''}` : `（${words.notLoaded}）`}`
}
