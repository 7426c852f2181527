import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Passage } from '../../retrieval/passage.js'
import { type Answer, type Basis, emptyAnswer } from '../answer.js'
import { keepVerified } from './check-citations.js'

const TODAY = '2026-11-24'

function article(number: number, more: Partial<Passage> = {}): Passage {
  return {
    id: `p${number}`,
    kind: 'statute',
    title: '甲乙法',
    article: `第${number}条`,
    articleNumber: number,
    articleSuffix: 0,
    headingPath: '',
    text: `第${number}件事应当在三十日内办理。逾期不办的，依法处理。`,
    versionDate: '2020-05-28',
    effectiveFrom: '2021-01-01',
    effectiveTo: null,
    regionCode: null,
    matter: null,
    details: null,
    ...more,
  }
}
const PASSAGES = [1, 2, 3, 4].map((number) => article(number))
const published = async (ids: readonly string[], passages = PASSAGES) =>
  passages.filter(({ id }) => ids.includes(id))

const basis = (passage: Passage): Basis => ({
  kind: 'statute',
  lawTitle: passage.title,
  number: passage.article,
  versionDate: passage.versionDate,
  quote: passage.text.slice(0, 12),
  passageId: passage.id,
  loaded: true,
})
const sentence = (text: string, ...citationIds: number[]) => ({ text, citationIds })
const ANSWER: Answer = {
  ...emptyAnswer('应当在三十日内办理。'),
  summaryCitationIds: [1],
  points: [sentence('逾期的依法处理。', 2), sentence('两条都这样说。', 2, 3)],
  steps: [sentence('去办理。', 4)],
  bases: PASSAGES.map(basis),
}

it('leaves a sound answer as it is', async () => {
  expect(await keepVerified(ANSWER, { published }, TODAY)).toEqual(ANSWER)
})

const FORGERIES: Record<string, (basis: Basis) => Basis> = {
  'other words': (given) => ({ ...given, quote: `${given.quote}不` }),
  'no words': (given) => ({ ...given, quote: '' }),
  'another passage': (given) => ({ ...given, passageId: 'nowhere' }),
  'another law': (given) => ({ ...given, lawTitle: '丙丁法' }),
  'another article': (given) => ({ ...given, number: '第九条' }),
  'another version': (given) => ({ ...given, versionDate: '1999-01-01' }),
  'a passage behind the name of a law that is not loaded': (given) => ({ ...given, loaded: false }),
}

it('lets no forged basis through, and no sentence that stood on it alone', async () => {
  const forged = fc.array(fc.option(fc.constantFrom(...Object.keys(FORGERIES)), { nil: null }), {
    minLength: 4,
    maxLength: 4,
  })
  await fc.assert(
    fc.asyncProperty(forged, async (how) => {
      const bases = ANSWER.bases.map((given, n) => {
        const forgery = how[n]
        return forgery ? FORGERIES[forgery]!(given) : given
      })
      const checked = await keepVerified({ ...ANSWER, bases }, { published }, TODAY)
      const sound = new Set(how.flatMap((forgery, n) => (forgery === null ? [n + 1] : [])))
      const carried = [ANSWER.summaryCitationIds, ...ANSWER.points.map(({ citationIds }) => citationIds)]
      if (!carried.some((ids) => ids.some((id) => sound.has(id)))) {
        expect(checked).toBeNull()
        return
      }
      for (const { passageId, quote, number } of checked!.bases) {
        const passage = PASSAGES.find(({ id }) => id === passageId)
        expect([passage?.text.includes(quote!), passage?.article]).toEqual([true, number])
      }
      const cited = [
        checked!.summaryCitationIds,
        ...[...checked!.points, ...checked!.steps].map((s) => s.citationIds),
      ]
      for (const ids of cited) {
        expect(ids.length).toBeGreaterThan(0)
        expect(ids.every((id) => id >= 1 && id <= checked!.bases.length)).toBe(true)
      }
    }),
  )
})

it.each([
  ['no longer in force', { effectiveTo: TODAY }],
  ['not yet in force', { effectiveFrom: '2027-01-01' }],
  ['of a region elsewhere', { regionCode: '310000' }],
])('takes nothing from an article %s', async (_, more) => {
  const changed = PASSAGES.map((passage) => ({ ...passage, ...more }))
  expect(
    await keepVerified(ANSWER, { published: (ids) => published(ids, changed) }, TODAY, '320102'),
  ).toBeNull()
})
