import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseFaq } from '../parse-faq.js'
import { parseGuide } from '../parse-guide.js'
import { printFaq } from './print-faq.js'
import { printGuide } from './print-guide.js'

const starter = join(import.meta.dirname, '..', 'starter')
const filesOf = (folder: string) =>
  readdirSync(join(starter, folder)).map((file) => readFileSync(join(starter, folder, file), 'utf8'))

const line = fc
  .array(
    fc.constantFrom(
      '甲',
      '乙丙。',
      '应当〔民法典第二条〕。',
      '〔民法典第三条；第四条〕',
      '1.',
      '12、',
      '-',
      '- ',
      '> ',
      '>',
      '#',
      '## ',
      '### ',
      ' ',
      '  ',
      ': ',
      '|',
      '---',
      '<!-- -->',
      '地区: 320100',
    ),
    { minLength: 1, maxLength: 6 },
  )
  .map((parts) => parts.join(''))
const body = fc.array(line, { minLength: 1, maxLength: 25 }).map((lines) => lines.join('\n'))
const word = fc.constantFrom(
  '甲',
  "乙's",
  '2020-01-01',
  '"丙"',
  '- 丁',
  '#戊',
  '是: 否',
  'null',
  '~',
  '320100',
  'a: [b',
)

describe('printing guides and Q&A', () => {
  it('reads back exactly what it prints of every starter guide', () => {
    for (const text of filesOf('guides')) {
      const { entries } = parseGuide(text)
      expect(entries).toHaveLength(1)
      expect(parseGuide(printGuide(entries[0]!))).toEqual({ entries, problems: [] })
    }
  })

  it('reads back exactly what it prints of all starter Q&A', () => {
    for (const text of filesOf('faq')) {
      const { entries } = parseFaq(text)
      expect(entries.length).toBeGreaterThan(5)
      const matter = entries[0]!.matters[0]!
      expect(parseFaq(printFaq({ title: '甲', matter }, entries))).toEqual({ entries, problems: [] })
      expect(parseFaq(printFaq({ title: '甲', matter: null }, entries)).entries).toEqual(entries)
    }
  })

  it('reads back every guide that it has read, whatever it says', () => {
    let read = 0
    fc.assert(
      fc.property(body, fc.array(word), word, (text, words, title) => {
        const head = `---\ntitle: ${JSON.stringify(title)}\nasks: ${JSON.stringify(words)}\nfee: ${JSON.stringify(words[0] ?? '')}\ncites: [民法典第一条]\n---\n`
        const { entries } = parseGuide(`${head}${text}`)
        read += entries.length
        for (const guide of entries) expect(parseGuide(printGuide(guide)).entries).toEqual([guide])
      }),
      { numRuns: 2000 },
    )
    expect(read).toBeGreaterThan(500)
  })

  it('reads back every answer that it has read, whatever it says', () => {
    let read = 0
    fc.assert(
      fc.property(body, word, (text, title) => {
        const { entries } = parseFaq(
          `---\nmatter: labour\n---\n## ${title}？\n- 也这样问: 甲 | 乙\n- 依据: 民法典第一条\n\n${text}\n`,
        )
        read += entries.length
        for (const entry of entries) {
          const again = parseFaq(printFaq({ title: '甲', matter: 'labour' }, [entry])).entries
          expect(again).toEqual([entry])
        }
      }),
      { numRuns: 2000 },
    )
    expect(read).toBeGreaterThan(500)
  })

  it('names only the articles that no sentence cites', () => {
    const { entries } = parseGuide('---\ntitle: 甲\ncites: [民法典第一条]\n---\n乙〔民法典第二条〕。\n')
    expect(printGuide(entries[0]!)).toContain('cites:\n  - 民法典第一条\n---')
  })
})
