import { expect, it } from 'vitest'
import type { AidCase } from './aid-case.js'
import { AID_MATTERS } from './aid-matters.js'
import { judgeEligibility } from './judge-eligibility.js'

const NOTHING: AidCase = { matter: null, free: null, hasLawyer: false, appointed: null, notChecked: null }
const judge = (change: Partial<AidCase>) => judgeEligibility({ ...NOTHING, ...change })
const verdict = (change: Partial<AidCase>) => judge(change).verdict
const bases = (change: Partial<AidCase>) =>
  judge(change).reasons.flatMap((reason) => ('basis' in reason ? [reason.basis] : []))

// Articles 24, 29, 31 and 33: who has no lawyer for want of means may apply.
it.each(AID_MATTERS.filter(({ id }) => id !== 'compulsory_treatment'))(
  'leaves hardship in $id to the legal aid office',
  ({ id, basis }) => {
    expect(verdict({ matter: id })).toBe('may_meet')
    expect(bases({ matter: id })).toEqual([basis])
    expect(judge({ matter: id }).reasons.at(-1)).toEqual({ kind: 'hardship_open' })
  },
)

it.each(AID_MATTERS.filter(({ id }) => id !== 'compulsory_treatment'))(
  'gives nothing in $id to who has a lawyer, by the article without its item',
  ({ id, basis }) => {
    expect(verdict({ matter: id, hasLawyer: true, notChecked: 'assisted' })).toBe('outside')
    const [lawyer] = bases({ matter: id, hasLawyer: true })
    expect(lawyer).toMatch(/^〔法律援助法第[^第]+条〕$/)
    expect(basis.startsWith(lawyer!.slice(0, -1))).toBe(true)
  },
)

it('covers nothing else, whatever one can show', () => {
  expect(verdict({})).toBe('outside')
  expect(verdict({ notChecked: 'assisted' })).toBe('outside')
})

// Article 32.
it.each([
  ['violence', '第四项'],
  ['bravery', '第二项'],
  ['heroes', '第一项'],
  ['acquitted', '第三项'],
] as const)('asks for no hardship of %s, with or without a matter of article 31', (free, item) => {
  expect(verdict({ free })).toBe('meets')
  expect(bases({ free })).toEqual([`〔法律援助法第三十二条${item}〕`])
  expect(verdict({ free, matter: 'support' })).toBe('meets')
  expect(judge({ free, matter: 'support' }).reasons.map(({ kind }) => kind)).toEqual(['covered', 'free'])
})

it('does not promise aid to who is free of hardship but has a lawyer: article 48 would end it', () => {
  expect(judge({ free: 'violence', hasLawyer: true })).toEqual({
    verdict: 'may_meet',
    reasons: [
      { kind: 'free', label: '遭受家庭暴力、虐待或者遗弃', basis: '〔法律援助法第三十二条第四项〕' },
      { kind: 'lawyer_ends' },
    ],
  })
})

// Article 42.
it.each(['no_livelihood', 'assisted'] as const)(
  'has hardship of %s not checked, in any matter',
  (notChecked) => {
    for (const matter of ['wages', 'support', 'retrial', 'criminal_victim'] as const)
      expect(verdict({ matter, notChecked })).toBe('meets')
  },
)

it('has hardship of migrant workers not checked where they claim pay or for an injury at work', () => {
  expect(verdict({ matter: 'wages', notChecked: 'migrant' })).toBe('meets')
  expect(verdict({ matter: 'work_injury', notChecked: 'migrant' })).toBe('meets')
  expect(bases({ matter: 'wages', notChecked: 'migrant' })).toEqual([
    '〔法律援助法第三十一条第五项〕',
    '〔法律援助法第四十二条第三项〕',
  ])
})

it.each(['employment', 'support', 'traffic_injury'] as const)(
  'has it checked where migrant workers want something else: %s',
  (matter) => {
    expect(verdict({ matter, notChecked: 'migrant' })).toBe('may_meet')
  },
)

// Articles 25 and 28.
it.each(['minor', 'disabled', 'incapable', 'life', 'death_review', 'absent'] as const)(
  'has a lawyer appointed for who is prosecuted and %s',
  (appointed) => {
    expect(verdict({ matter: 'criminal_suspect', appointed })).toBe('appointed')
    expect(bases({ matter: 'criminal_suspect', appointed })[0]).toMatch(/第二十五条第一款第.项/)
    expect(verdict({ matter: 'criminal_suspect', appointed, hasLawyer: true })).toBe('outside')
    // Of a victim nobody asks that.
    expect(verdict({ matter: 'criminal_victim', appointed })).toBe('may_meet')
  },
)

it('has a lawyer appointed in compulsory treatment', () => {
  expect(verdict({ matter: 'compulsory_treatment' })).toBe('appointed')
  expect(verdict({ matter: 'compulsory_treatment', hasLawyer: true })).toBe('outside')
})
