import { describe, expect, it } from 'vitest'
import type { Passage } from '../../retrieval/passage.js'
import type { RankedEntry } from '../language/rank-entries.js'
import type { Turn, Understanding } from '../turn.js'
import { choosePlan } from './choose-plan.js'
import { bestOf } from './weigh-sources.js'

const entry = (title: string, numbers: Omit<RankedEntry, 'entry' | 'found'>): RankedEntry => ({
  entry: { id: title, kind: 'faq', title, text: '不行。', details: { asks: [] } as unknown } as Passage,
  found: null,
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
    best: bestOf(entries),
    law: { probability: 0, answerFrom: 1 },
    saidByLaw: 0,
    mayAsk: true,
  })
  expect(chosen?.plan).toMatchObject({ kind: 'entry', entry: same.entry, aside: null, near: [] })
})

it('takes the nearest of several entries that are asked nearly the same for its own', () => {
  const likeliest = entry('信用卡借给别人刷了怎么办', { probability: 0.5, asked: 0.93, told: 1 })
  const same = entry('信用卡被别人刷了怎么办', { probability: 0.3, asked: 1, told: 1 })
  expect(bestOf([likeliest, same])).toBe(same)
  expect(bestOf([likeliest])).toBe(likeliest)
})

describe('where articles surely settle the question', () => {
  const chosen = (question: string, told: number, saidByLaw: number, titled = 0) => {
    const best = entry('陀螺摔坏了找谁修', { probability: 0.9, asked: 0.7, told })
    const found = { titled } as RankedEntry['found']
    return choosePlan({
      turn: {} as Turn,
      understanding: { standaloneQuestion: question, aspect: null, followUp: false } as Understanding,
      entries: [{ ...best, found }],
      best: { ...best, found },
      law: { probability: 0.9, answerFrom: 0.7 },
      saidByLaw,
      mayAsk: true,
    })?.plan.kind
  }

  it('they lead where they say more of it than the likeliest entry is asked', () => {
    expect(chosen('修理陀螺的人应当具备什么条件', 0.6, 0.75)).toBe('statutes')
    expect(chosen('修理陀螺的人应当具备什么条件', 0.7, 0.75)).toBe('entry')
  })

  it('they say what a word of theirs means, unless an entry is there for it', () => {
    expect(chosen('什么是陀螺', 1, 0.9)).toBe('statutes')
    expect(chosen('什么是陀螺', 1, 0.9, 1)).toBe('entry')
  })
})

describe('where nothing but a name is said', () => {
  const chosen = (question: string, probability: number, { asked = 0.5, titled = 1, law = 0.9 } = {}) => {
    const best = {
      ...entry('陀螺摔坏了找谁修', { probability, asked, told: 1 }),
      found: { titled } as RankedEntry['found'],
    }
    return choosePlan({
      turn: {} as Turn,
      understanding: { standaloneQuestion: question, aspect: null, followUp: false } as Understanding,
      entries: [best],
      best,
      law: { probability: law, answerFrom: 0.7 },
      saidByLaw: 1,
      mayAsk: true,
    })?.plan.kind
  }

  it('which entry is meant is left open, unless one is likely by itself or asked just so', () => {
    expect(chosen('陀螺', 0.5)).toBeUndefined()
    expect(chosen('陀螺坏了怎么办', 0.5)).toBe('entry')
    expect(chosen('陀螺', 0.7)).toBe('entry')
    expect(chosen('陀螺', 0.5, { asked: 1 })).toBe('entry')
    expect(chosen('陀螺？', 0.5)).toBeUndefined()
    expect(chosen('陀螺跑了', 0.5)).toBe('entry')
  })

  it('the law says what it is, where no entry has it in its title', () => {
    expect(chosen('陀螺权', 0.5, { titled: 0 })).toBe('statutes')
    expect(chosen('陀螺权', 0.5, { titled: 0, law: 0.6 })).toBeUndefined()
  })
})

const goingOn = (focus: string, entries: RankedEntry[], { mayAsk = true, thread = [] as string[] } = {}) =>
  choosePlan({
    turn: { history: [], sources: [], thread } as unknown as Turn,
    understanding: { focus, aspect: null, followUp: true, matter: 'marriage_family' } as Understanding,
    entries,
    best: entries[0],
    law: { probability: 0, answerFrom: 1 },
    saidByLaw: 0,
    mayAsk,
  })

it.each([
  ['whole where its own question is asked', '对方不给抚养费怎么办', '对方不给抚养费怎么办', 0.9, false],
  ['whole where its title asks for the same', '对方不给抚养费怎么办', '他一直拖着', 0.3, false],
  ['in the part that says what is asked, where little else is said', '抚养费给多少', '他一直拖着', 0.3, true],
])('shows an entry that the last answer only led to %s', (_, title, focus, asked, focused) => {
  const led = entry(title, { probability: 0.6, asked, told: 0.5 })
  const chosen = goingOn(focus, [led], { thread: [title] })
  expect(chosen?.plan).toMatchObject({ kind: 'entry', entry: led.entry, focused })
})

describe('a follow-up that no entry is likely for', () => {
  const near = (second: number) => [
    entry('风筝断线了怎么办', { probability: 0.26, asked: 0.3, told: 0.3 }),
    entry('陀螺摔坏了找谁修', { probability: second, asked: 0.2, told: 0.2 }),
  ]

  it('is answered by one that is well ahead, where nothing may be asked back', () => {
    expect(goingOn('线断了', near(0.14), { mayAsk: false })?.plan).toMatchObject({
      entry: { title: '风筝断线了怎么办' },
    })
  })

  it('is not answered by one of two that are near each other', () => {
    expect(goingOn('线断了', near(0.15), { mayAsk: false })).toBeNull()
  })

  it('is asked back about, where that may be', () => {
    expect(goingOn('线断了', near(0.14), { mayAsk: true })).toBeNull()
  })
})
