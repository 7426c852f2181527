import { expect, it } from 'vitest'
import { classifyText, openTextModel } from '../../bot/screening/text-model.js'
import { fitTextModel } from './fit-text-model.js'

const EXAMPLES = [
  ...['猫在树上', '黑猫睡了', '猫和鱼', '两只猫', '猫咪'].map((text) => ({ text, label: 'cat' as const })),
  ...['狗在门口', '黑狗叫了', '狗和骨头', '两只狗', '狗狗'].map((text) => ({ text, label: 'dog' as const })),
]

const fitted = () =>
  openTextModel(fitTextModel<'cat' | 'dog'>(['cat', 'dog'], EXAMPLES, ['characters', 'words']))

it('tells texts apart that it was not fitted to, the same each time', () => {
  const model = fitted()
  expect(fitted()).toEqual(model)
  const ofCat = classifyText('白猫醒了', model)
  expect(ofCat.cat).toBeGreaterThan(0.6)
  expect(ofCat.cat + ofCat.dog).toBeCloseTo(1)
  expect(classifyText('白狗醒了', model).dog).toBeGreaterThan(0.6)
})

it('gives what it knows nothing of the shares of the examples', () => {
  const { cat, dog } = classifyText('云', fitted())
  expect(cat).toBeCloseTo(dog, 0)
})
