import { expect, it } from 'vitest'
import { en } from '../bot/words/en.js'
import { zhCN } from '../bot/words/zh-CN.js'
import { splitNotices } from './split-notices.js'

it.each([zhCN, en])(
  'tells the bot’s notes on its sources, its reservation and its question from warnings',
  (words) => {
    const smallPrint = [
      words.noteDataAsOf('2025-04'),
      words.noteNotLoaded,
      words.noteReference,
      words.perhapsMeant('中介费能退吗？'),
    ]
    const warnings = [
      '已经离职的，要在离职后一年内申请仲裁。',
      words.safetyViolence,
      words.safetyMood,
      words.safetyPerhaps,
      words.safetyFraudJustNow,
    ]
    const remarks = [words.noteLawAsOf('2019-03-01'), words.noOfficeNear, '冷静期只用在登记离婚。']
    expect(
      splitNotices([...warnings, ...remarks, words.askRegion, ...smallPrint, words.noteNearest]),
    ).toEqual({
      warnings,
      remarks,
      reservations: [words.noteNearest],
      regionQuestion: words.askRegion,
      smallPrint,
    })
  },
)
