import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parseFaq } from '../../../knowledge/parse-faq.js'
import { parseGuide } from '../../../knowledge/parse-guide.js'
import { documentOfFields, fieldsOf } from './draft-fields.js'

const starter = join(import.meta.dirname, '..', '..', '..', 'knowledge', 'starter')
const textsOf = (folder: string) =>
  readdirSync(join(starter, folder)).map((file) => readFileSync(join(starter, folder, file), 'utf8'))

describe('a draft as a form', () => {
  it('makes every starter guide again from its form', () => {
    for (const text of textsOf('guides')) {
      const { entries } = parseGuide(text)
      const again = parseGuide(documentOfFields('guide', fieldsOf(entries[0]!)))
      expect(again).toEqual({ entries, problems: [] })
    }
  })

  it('makes every starter Q&A again from its form', () => {
    for (const text of textsOf('faq')) {
      for (const entry of parseFaq(text).entries) {
        const again = parseFaq(documentOfFields('faq', fieldsOf(entry)))
        expect(again).toEqual({ entries: [entry], problems: [] })
      }
    }
  })

  it('takes headings of an answer for headings, not for further questions', () => {
    const [entry] = parseFaq('## 问？\n\n答。\n').entries
    const document = documentOfFields('faq', { ...fieldsOf(entry!), body: '答。\n\n## 怎么办？\n\n1. 去。' })
    expect(parseFaq(document).entries).toMatchObject([
      { title: '问？', lead: '答。', sections: [{ heading: '怎么办？', kind: 'steps', items: ['去。'] }] },
    ])
  })
})
