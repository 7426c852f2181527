import { expect, it } from 'vitest'
import type { Passage } from '../../retrieval/passage.js'
import type { Evidence } from '../../retrieval/retriever.js'
import type { RankedEntry } from '../language/rank-entries.js'
import type { Understanding } from '../turn.js'
import { standsOut } from './choose-plan.js'
import { isMeantByStory } from './meant-by-story.js'

const ranked = (title: string, probability: number, told: number, titled: number): RankedEntry => ({
  entry: { id: title, title } as Passage,
  probability,
  asked: 0.25,
  told,
  found: { met: 0.3, asked: 0.4, titled } as Evidence,
})
const story = '风筝是去年在集市上买的，放了两回线就断了，摊主说不是他的事'
const entries = [ranked('风筝断线了怎么办', 0.15, 0.5, 0.4), ranked('陀螺摔坏了找谁修', 0.1, 0.2, 0.1)]
const isMeant = (standaloneQuestion: string, among = entries, followUp = false) =>
  isMeantByStory({ understanding: { standaloneQuestion, followUp } as Understanding, entries: among })

it('takes for meant what says far more of a story than any other entry, however unlike it is asked', () => {
  expect(standsOut(entries)).toBe(false)
  expect(isMeant(story)).toBe(true)
})

it('leaves open what another entry says as much of, a few words, and a follow-up', () => {
  const [best, other] = entries
  expect(isMeant(story, [best!, { ...other!, told: 0.5, found: best!.found }])).toBe(false)
  expect(isMeant('风筝断线了')).toBe(false)
  expect(isMeant(story, entries, true)).toBe(false)
  expect(isMeant(story, [])).toBe(false)
})
