import { describe, expect, it } from 'vitest'
import { fitTranslations } from './fit-translation.js'

describe('fitTranslations', async () => {
  const translations = await fitTranslations([
    {
      question: ['老板', '工资'],
      texts: [
        ['单位', '报酬'],
        ['单位', '责令', '报酬'],
      ],
    },
    { question: ['老板', '辞退'], texts: [['单位', '解除']] },
    { question: ['工资'], texts: [['报酬', '支付']] },
    { question: ['房东'], texts: [['出租', '支付'], []] },
    { question: ['沉默'], texts: [] },
  ])
  const likeliest = (word: string) =>
    [...(translations.get(word) ?? [])].sort((a, b) => b.probability - a.probability)[0]?.word

  it('finds what the law calls a word by what goes on standing beside it', () => {
    expect(likeliest('老板')).toBe('单位')
    expect(likeliest('工资')).toBe('报酬')
    expect(likeliest('辞退')).toBe('解除')
  })

  it('gives probabilities, of which a word of the law has at most one for all that it brings up', () => {
    const given = new Map<string, number>()
    for (const row of translations.values())
      for (const { word, probability } of row) {
        expect(probability).toBeGreaterThan(0)
        given.set(word, (given.get(word) ?? 0) + probability)
      }
    for (const sum of given.values()) expect(sum).toBeLessThan(1)
  })

  it('knows nothing of a word that nothing answers, nor of one that nobody asked', () => {
    expect(translations.get('沉默')).toEqual([])
    expect(translations.get('支付')).toBeUndefined()
  })

  it('learns nothing from nothing', async () => {
    expect((await fitTranslations([])).size).toBe(0)
  })
})
