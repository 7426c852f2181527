import { maskPersonalData } from '../../bot/mask-personal-data.js'
import { countLegalData } from '../masking/count-legal-data.js'
import { legalTexts } from '../masking/legal-texts.js'
import { type Suite, share, type Values } from './suite.js'

/** Whether personal data is hidden before a model, a log or a trace sees it, and nothing else is. */
export const masking: Suite = {
  name: 'masking',
  title: '隐去个人信息',
  metrics: [
    share('numbers', '号码隐去'),
    share('names', '姓名隐去'),
    share('addresses', '地址隐去'),
    share('needless', '多隐了的句子', 'lower'),
    {
      ...share('legal_data', '法条号、金额、日期等误隐', 'lower'),
      pooled: {
        needs: ['legal_data', 'legal_count'],
        figureOf: (cases) => sum(cases, 'legal_masked') / sum(cases, 'legal_count'),
      },
      ofAllParts: true,
    },
  ],
  sharedCases: legalTexts,
  async measure({ turns, expect }) {
    const text = turns.at(-1)!
    const { masked, tokens } = maskPersonalData(text)
    const hidden = (kinds: (kind: string) => boolean) => {
      const wanted = (expect.personal ?? []).filter(({ kind }) => kinds(kind))
      return wanted.length && wanted.filter((one) => !masked.includes(one.text)).length / wanted.length
    }
    const has = (kinds: (kind: string) => boolean) => expect.personal?.some(({ kind }) => kinds(kind))
    const legal = countLegalData(text, expect.personal?.map((one) => one.text) ?? [])
    const isNumber = (kind: string) => kind !== 'name' && kind !== 'address'
    return {
      values: {
        ...(has(isNumber) && { numbers: hidden(isNumber) }),
        ...(has((kind) => kind === 'name') && { names: hidden((kind) => kind === 'name') }),
        ...(has((kind) => kind === 'address') && { addresses: hidden((kind) => kind === 'address') }),
        ...(expect.personal?.length === 0 && { needless: Object.keys(tokens).length > 0 ? 1 : 0 }),
        ...(legal.all > 0 && {
          legal_data: legal.masked.length / legal.all,
          legal_count: legal.all,
          legal_masked: legal.masked.length,
        }),
      },
      trace: { ...(expect.personal && { masked }), legalDataMasked: legal.masked },
    }
  },
}

function sum(cases: readonly Values[], name: string): number {
  return cases.reduce((total, values) => total + values[name]!, 0)
}
