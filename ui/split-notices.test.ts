import { expect, it } from 'vitest'
import { zhCN } from '../bot/words/zh-CN.js'
import { splitNotices } from './split-notices.js'

it('sets the bot’s notes about its sources in small print, and nothing else', () => {
  const notes = [zhCN.noteDataAsOf('2025-04'), zhCN.noteNotLoaded, zhCN.noteReference]
  const warnings = [
    '已经离职的，要在离职后一年内申请仲裁。',
    zhCN.noteLawAsOf('2019-03-01'),
    zhCN.safetyViolence,
  ]
  expect(splitNotices([...warnings, ...notes])).toEqual({ warnings, smallPrint: notes })
})
