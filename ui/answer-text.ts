import type { Answer } from '../bot/answer.js'
import { basisName } from './basis-name.js'
import type { Words } from './words/zh-CN.js'

/** The answer as plain text for the clipboard, with its bases and the AI label. */
export function answerText(answer: Answer, words: Words): string {
  const marks = (ids: readonly number[]) => ids.map((id) => `〔${id}〕`).join('')
  const section = (title: string, lines: readonly string[]) => (lines.length > 0 ? ['', title, ...lines] : [])
  const lines = [
    `${answer.summary}${marks(answer.summaryCitationIds)}`,
    ...answer.points.map((point) => `${point.text}${marks(point.citationIds)}`),
    ...section(words.answer.notices, answer.notices),
    ...section(
      words.answer.steps,
      answer.steps.map((step, index) => `${index + 1}. ${step.text}${marks(step.citationIds)}`),
    ),
    ...section(
      words.answer.materials,
      answer.materials.map((material) => `· ${material}`),
    ),
    ...section(
      words.answer.offices,
      answer.offices.map((office) =>
        [office.name, office.address, office.phone, office.hours].filter(Boolean).join('，'),
      ),
    ),
    ...section(
      words.answer.bases,
      answer.bases.map((basis, index) => {
        const date = basis.versionDate ? `（${words.answer.version(basis.versionDate)}）` : ''
        return `〔${index + 1}〕${basisName(basis)}${basis.loaded ? date : `（${words.answer.notLoaded}）`}`
      }),
    ),
    ...(answer.aiGenerated ? ['', words.thread.disclaimer] : []),
  ]
  return lines.join('\n')
}
