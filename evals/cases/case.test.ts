import { mkdtempSync, readdirSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { SUITES } from '../suites/suites.js'
import { CaseError, parseCases, readCaseFolder } from './case.js'

const line = (value: object) => JSON.stringify({ id: 'a', expect: { intent: 'greeting' }, ...value })

/** @returns the message of the error, line by line */
function faultsOf(content: string): string[] {
  try {
    parseCases(content, 'x.jsonl')
  } catch (error) {
    expect(error).toBeInstanceOf(CaseError)
    return (error as CaseError).message.split('\n')
  }
  return []
}

it('reads a question as a conversation of one message, over a byte order mark and empty lines', () => {
  const cases = parseCases(
    `\ufeff${line({ question: '你好' })}\n\n${line({ turns: ['你好', '谢谢'] })}\n`,
    'x',
  )
  expect(cases.map(({ turns }) => turns)).toEqual([['你好'], ['你好', '谢谢']])
})

it.each([
  ['{"id": ', 'this line is no JSON object'],
  ['[1]', 'this line is no JSON object'],
  [line({}), 'either "question" or "turns" is needed'],
  [line({ question: '你好', turns: ['你好'] }), 'either "question" or "turns" is needed'],
  [line({ question: '你好', expect: {} }), 'expect: at least one expectation is needed'],
  [
    line({ question: '你好', expect: { outcome: ['answerd_'] } }),
    'expect.outcome.0: no outcome of bot/outcome',
  ],
  [line({ question: '你好', expect: { matter: 'love' } }), 'expect.matter: no matter of knowledge/matter.ts'],
  [
    line({ question: '你好', expect: { intent: 'thanks', intention: 'x' } }),
    'expect: Unrecognized key: "intention"',
  ],
  [line({ question: '你好', asOf: '2019-02-30' }), 'asOf: Invalid ISO date'],
  [line({ question: '你好', region: '32' }), 'region: a division code has 6, 9 or 12 digits'],
  [line({ question: '你好', kind: 'Small Talk' }), 'kind: a kind is written in snake_case'],
])('says what is wrong with %s', (wrong, fault) => {
  const faults = faultsOf(`${line({ question: '你好' })}\n${wrong}`)
  expect(faults).toHaveLength(1)
  expect(faults[0]).toMatch(/^x\.jsonl:2: /)
  expect(faults[0]).toContain(fault)
})

it('names every faulty line at once', () => {
  expect(faultsOf('1\n2').map((fault) => fault.split(': ')[0])).toEqual(['x.jsonl:1', 'x.jsonl:2'])
})

it('refuses the same id in two files of a suite, and takes a missing folder for no cases', () => {
  const folder = mkdtempSync(join(tmpdir(), 'wenfa-cases-'))
  for (const name of ['1.jsonl', '2.jsonl']) writeFileSync(join(folder, name), line({ question: '你好' }))
  expect(() => readCaseFolder(folder)).toThrow('two cases have the id a')
  expect(readCaseFolder(join(folder, 'none'))).toEqual([])
})

const CASES = import.meta.dirname
const folders = readdirSync(CASES, { withFileTypes: true }).filter((entry) => entry.isDirectory())

it('reads every case of the project, in folders that are called like suites', () => {
  const suites = SUITES.map(({ name }) => name)
  for (const { name } of folders) {
    expect(suites).toContain(name)
    expect(readCaseFolder(join(CASES, name)).length).toBeGreaterThan(0)
  }
})
