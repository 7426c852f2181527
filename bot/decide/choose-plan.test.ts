import { expect, it } from 'vitest'
import type { Passage } from '../../retrieval/passage.js'
import type { RankedEntry } from '../language/rank-entries.js'
import type { Turn, Understanding } from '../turn.js'
import { choosePlan } from './choose-plan.js'
import { isSameQuestion } from './weigh-sources.js'

const entry = (title: string, numbers: Omit<RankedEntry, 'entry'>): RankedEntry => ({
  entry: { id: title, kind: 'faq', title, text: '不行。', details: { asks: [] } as unknown } as Passage,
  ...numbers,
})

it('answers the very question with its own entry, which is no aside of itself', () => {
  const likeliest = entry('风筝断线了怎么办', { probability: 0.5, asked: 0.4, told: 0.4 })
  const same = entry('陀螺摔坏了找谁修', { probability: 0.3, asked: 1, told: 1 })
  const entries = [likeliest, same]
  const understanding = { standaloneQuestion: '陀螺摔坏了找谁修', followUp: false } as Understanding
  const chosen = choosePlan({
    turn: {} as Turn,
    understanding,
    entries,
    best: entries.find(isSameQuestion),
    law: { probability: 0, answerFrom: 1 },
    mayAsk: true,
  })
  expect(chosen?.plan).toMatchObject({ kind: 'entry', entry: same.entry, aside: null, near: [] })
})

it.each([
  ['whole where its own question is asked', 0.9, false],
  ['in the part that says what is asked, where little else is said', 0.3, true],
])('shows an entry that the last answer only led to %s', (_, asked, focused) => {
  const led = entry('对方不给抚养费怎么办', { probability: 0.6, asked, told: 0.5 })
  const chosen = choosePlan({
    turn: { history: [], thread: [led.entry.id] } as unknown as Turn,
    understanding: { focus: '对方不给抚养费怎么办', aspect: null, followUp: true } as Understanding,
    entries: [led],
    best: led,
    law: { probability: 0, answerFrom: 1 },
    mayAsk: true,
  })
  expect(chosen?.plan).toMatchObject({ kind: 'entry', entry: led.entry, focused })
})
