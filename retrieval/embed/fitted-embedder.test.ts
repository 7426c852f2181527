import { describe, expect, it } from 'vitest'
import { analyzeText } from '../tokenize.js'
import { fitWordVectors } from './fit-word-vectors.js'
import { createFittedEmbedder } from './fitted-embedder.js'
import { WordCounts } from './word-counts.js'

const texts = [
  '夫妻双方自愿离婚的，应当签订书面离婚协议，并亲自到婚姻登记机关申请离婚登记。',
  '离婚后，子女由一方直接抚养的，另一方应当负担部分抚养费。',
  '夫妻一方要求离婚的，可以由有关组织进行调解或者直接向人民法院提起离婚诉讼。',
  '用人单位应当按月以货币形式支付劳动者工资，不得克扣或者无故拖欠劳动者工资。',
  '劳动者的工资由用人单位按照劳动合同约定足额支付，拖欠工资的应当赔偿。',
  '用人单位与劳动者解除劳动合同，应当一次付清劳动者工资。',
  '机动车发生交通事故造成损害，属于机动车一方责任的，由保险公司赔偿。',
  '交通事故的损害由机动车驾驶人赔偿，保险公司在责任限额内赔偿。',
  '机动车驾驶人发生交通事故后逃逸，机动车参加保险的，由保险公司赔偿。',
]

function fitAll() {
  const counts = new WordCounts()
  for (const text of texts) counts.add(analyzeText(text).words)
  return fitWordVectors(counts, { dimension: 8, minFrequency: 2 })
}

describe('the fitted embedder', () => {
  it('gives the same vectors every time', async () => {
    const [first, second] = [fitAll(), fitAll()]
    expect(first.texts).toEqual(second.texts)
    expect(first.model.vectors).toEqual(second.model.vectors)
  })

  it('embeds a text as it was embedded when the model was fitted', async () => {
    const { model, texts: fitted } = fitAll()
    const embedded = await createFittedEmbedder(model).embed(texts)
    embedded.forEach((x, i) => {
      expect(x).toBeCloseTo(fitted[i]!, 4)
    })
  })

  it('brings a question closest to the texts of its field', async () => {
    const embedder = createFittedEmbedder(fitAll().model)
    const rows = await embedder.embed(['拖欠劳动者工资', ...texts])
    const likeness = texts.map((_, t) => {
      let sum = 0
      for (let d = 0; d < 8; d++) sum += rows[d]! * rows[(t + 1) * 8 + d]!
      return sum
    })
    expect([3, 4, 5]).toContain(likeness.indexOf(Math.max(...likeness)))
  })

  it('gives the zero vector where no word is known', async () => {
    const rows = await createFittedEmbedder(fitAll().model).embed(['xyz'])
    expect(rows.every((x) => x === 0)).toBe(true)
  })
})
