import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseArticleReferences } from '../../knowledge/article-reference.js'
import { findRegion } from '../../knowledge/find-region.js'
import { emptyAnswer } from '../answer.js'
import { beyondSources } from '../lexicon/beyond-sources.js'
import { INJECTION } from '../lexicon/injection-rules.js'
import { maskPersonalData } from '../mask-personal-data.js'
import { findDanger } from '../screening/find-danger.js'
import { hiddenTexts } from '../screening/hidden-texts.js'
import type { Exchange } from '../turn.js'
import { completeFollowUp } from './complete-follow-up.js'
import { detectAspect } from './detect-aspect.js'
import { detectIntent } from './detect-intent.js'
import { readAsOfDate } from './read-as-of-date.js'
import { readBasisRequest } from './read-basis-request.js'

const RULES = [
  '../lexicon/intent-rules.ts',
  '../lexicon/injection-rules.ts',
  '../lexicon/beyond-sources.ts',
  '../lexicon/screening-rules.ts',
  '../lexicon/service-terms.ts',
  '../masking/find-addresses.ts',
  '../masking/find-names.ts',
  '../masking/find-numbers.ts',
  'complete-follow-up.ts',
  'detect-aspect.ts',
  'read-as-of-date.ts',
  'read-basis-request.ts',
  'strip-courtesy.ts',
  '../../knowledge/article-reference.ts',
  '../../knowledge/law-name-before.ts',
]
const TIMES = 30
/** A rule that tries every division of a run takes minutes of the processor, not a second. */
const SOON_MS = 1000

const exchange: Exchange = {
  question: '老板拖欠工资怎么办',
  standaloneQuestion: '老板拖欠工资怎么办',
  outcome: 'answered_from_sources',
  answer: emptyAnswer('能要回来。'),
  matter: 'labour',
}

function readAll(text: string): void {
  findDanger(text)
  hiddenTexts(text)
  for (const rule of INJECTION) rule.test(text)
  detectIntent(text)
  detectIntent(text, true)
  completeFollowUp(text, [exchange])
  beyondSources(text)
  detectAspect(text)
  readAsOfDate(text, '2026-11-24')
  readBasisRequest(text)
  findRegion(text)
  parseArticleReferences(text)
  maskPersonalData(text)
}

it('reads a run of any word of the rules in no time', () => {
  const source = RULES.map((path) => readFileSync(join(import.meta.dirname, path), 'utf8')).join('\n')
  const words = new Set(source.match(/[\p{Script=Han}]{1,6}|[a-z]{2,8}|\d|[,，。!！~、? -]/gu))
  const slow: string[] = []
  for (const word of words) {
    for (const run of [word.repeat(TIMES), `${word}，`.repeat(TIMES), `${word}1`.repeat(TIMES)]) {
      const before = process.cpuUsage()
      readAll(`${run}呀丐`)
      if (process.cpuUsage(before).user / 1000 > SOON_MS) slow.push(word)
    }
  }
  expect(words.size).toBeGreaterThan(500)
  expect(slow).toEqual([])
})
