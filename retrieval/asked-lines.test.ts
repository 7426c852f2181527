import { expect, it } from 'vitest'
import { type AskedLines, isCutAsNow, readAskedLines } from './asked-lines.js'
import { fromFiles, toFiles } from './index/index-files.js'
import { IndexSegmentBuilder } from './index-segment.js'
import { askTerms } from './tokenize.js'

const QUESTIONS = ['陀螺摔坏了谁赔？', '气球飞走了怎么办', '租气球要交多少钱']

function saidBy({ numbers, termNumbers, starts, terms, weights }: AskedLines, question: string) {
  const names = [...termNumbers.keys()]
  const number = numbers.get(question)!
  const places = Array.from({ length: starts[number + 1]! - starts[number]! }, (_, i) => starts[number]! + i)
  return places.map((place) => ({ term: names[terms[place]!], weight: weights[place] }))
}

it('saves what was asked with an index as it was cut', async () => {
  const asked = await readAskedLines(QUESTIONS)
  for (const question of QUESTIONS) expect(saidBy(asked, question)).toEqual(askTerms(question))
  const segment = { ...new IndexSegmentBuilder().build(), vectors: new Float32Array() }
  const files = [...toFiles({ segment, words: null, asked })].map(
    ([name, bytes]) => [name, bytes.slice().buffer] as const,
  )
  expect(fromFiles(new Map(files), 1).asked).toEqual(asked)
})

it('takes over how a question was cut before, and cuts new ones', async () => {
  const asked = await readAskedLines(QUESTIONS)
  const heavier = { ...asked, weights: asked.weights.map((weight) => 2 * weight) }
  const next = await readAskedLines(['风筝断线了', QUESTIONS[1]!], heavier)
  expect([...next.numbers.keys()]).toEqual(['风筝断线了', QUESTIONS[1]])
  expect(saidBy(next, '风筝断线了')).toEqual(askTerms('风筝断线了'))
  const twice = askTerms(QUESTIONS[1]!).map(({ term, weight }) => ({ term, weight: 2 * weight }))
  expect(saidBy(next, QUESTIONS[1]!)).toEqual(twice)
})

it('sees that a version saved has cut otherwise', async () => {
  const asked = await readAskedLines(QUESTIONS)
  expect(isCutAsNow(asked)).toBe(true)
  expect(isCutAsNow(await readAskedLines([]))).toBe(true)
  expect(isCutAsNow({ ...asked, weights: asked.weights.map((weight) => 2 * weight) })).toBe(false)
  const renamed = new Map([...asked.termNumbers].map(([term, number]) => [`${term}x`, number]))
  expect(isCutAsNow({ ...asked, termNumbers: renamed })).toBe(false)
})
