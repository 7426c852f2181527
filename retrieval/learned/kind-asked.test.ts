import { describe, expect, it } from 'vitest'
import { fitKinds } from './kind-asked.js'

const ARTICLES = [
  '劳动争议申请仲裁的时效期间为一年。',
  '本法所称用人单位，是指个体经济组织。',
  '用人单位应当支付报酬。',
  '拒不支付的，处三年以下有期徒刑。',
].map((text) => ({ text, kinds: null }))

describe('fitKinds', () => {
  it('lets the articles stand out that tell what is asked for', () => {
    expect([...fitKinds('要在多久之内提', ARTICLES)]).toEqual([0.5, -0.5, -0.5, 0.5])
    expect([...fitKinds('用人单位是什么意思', ARTICLES)]).toEqual([-0.25, 0.75, -0.25, -0.25])
  })

  it('weighs every kind that is asked for alike', () => {
    const [time, , , crime] = fitKinds('多久不给钱会判刑', ARTICLES)
    expect([time, crime]).toEqual([(0.5 - 0.25) / 2, (0.5 + 0.75) / 2])
  })

  it('says nothing where no kind is known, or every article tells it', () => {
    expect([...fitKinds('我的工资', ARTICLES)]).toEqual([0, 0, 0, 0])
    expect([...fitKinds('要在多久之内提', [ARTICLES[0]!, ARTICLES[0]!])]).toEqual([0, 0])
    expect([...fitKinds('要在多久之内提', [])]).toEqual([])
  })
})
