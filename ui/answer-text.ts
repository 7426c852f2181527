import type { Answer } from '../bot/answer.js'
import { renderText } from '../bot/render-text.js'
import { splitNotices } from './split-notices.js'
import type { Words } from './words/zh-CN.js'

/** The answer as plain text for the clipboard, without what is there to be pressed, with the AI label. */
export function answerText(answer: Answer, words: Words): string {
  const { steps, materials, bases, offices, notices, sameLaw } = words.answer
  const { regionQuestion } = splitNotices(answer.notices)
  const text = renderText(
    {
      ...answer,
      choices: [],
      notices: answer.notices.filter((notice) => notice !== regionQuestion),
    },
    {
      headSteps: steps,
      headMaterials: materials,
      headBases: bases,
      headOffices: offices,
      headNotices: notices,
      // One sentence among the notices says it for all.
      notLoaded: '',
      sameLaw,
    },
  )
  return answer.aiGenerated ? `${text}\n\n${words.thread.disclaimer}` : text
}
