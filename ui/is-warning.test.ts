import { expect, it } from 'vitest'
import { isWarning } from './is-warning.js'

it.each([
  '起诉的期限只有十五天。',
  '受遗赠要在知道后六十天内表示接受，不表示视为放弃。',
  '离完婚再要就难了，离婚时一起提。',
  '有人正在打您，先打 110。',
  '上学、招工没有“内部名额”，收钱的几乎都是骗局。',
  '别信“包赢”的话。',
  '按2026年11月30日收到判决书算，上诉期到2026年12月15日，已经过了。',
])('takes %s for a warning', (notice) => {
  expect(isWarning(notice)).toBe(true)
})

it.each([
  '没有明码标价的，先问清总价再消费。',
  '公司拖欠工资的，自己辞职也可以要补偿。',
  '婚前全款买、写自己名字的，是个人财产；别人出的钱另算。',
  '我还没有您那里的办事地点。可以打 12348 公共法律服务热线。',
])('takes %s for plain information', (notice) => {
  expect(isWarning(notice)).toBe(false)
})
