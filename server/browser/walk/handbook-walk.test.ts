import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { chromiumPath } from '../open-browser.js'
import { administer, care, meetTrouble } from './care-and-administer.js'
import { HANDBOOK } from './handbook.js'
import { begin, look, upload } from './look-and-upload.js'
import { mendWhatRestsOnIt, replaceLaw } from './new-version.js'
import { publish } from './review-and-publish.js'
import { startWalk, type Walk } from './start-walk.js'
import { fillGaps, tryFirst } from './try-and-fill.js'
import { write } from './write-and-change.js'

/** What is done in each section of the handbook, in its order. */
const STEPS: readonly ((walk: Walk) => Promise<void>)[] = [
  begin,
  look,
  upload,
  publish,
  replaceLaw,
  mendWhatRestsOnIt,
  write,
  tryFirst,
  fillGaps,
  care,
  administer,
  meetTrouble,
]

describe.skipIf(!chromiumPath)('who walks from the handbook through the knowledge base', () => {
  let walk: Walk
  beforeAll(async () => {
    walk = await startWalk()
  }, 180_000)
  afterAll(() => walk?.close())

  const everMet = new Set<string>()
  for (const [index, { heading, labels }] of HANDBOOK.entries()) {
    it(heading, async () => {
      const { met, problems } = walk
      met.clear()
      await STEPS[index]!(walk)
      for (const label of met) everMet.add(label)
      // The table at the end names what was met before.
      const isTable = index === HANDBOOK.length - 1
      expect(labels.filter((label) => !(isTable ? everMet : met).has(label))).toEqual([])
      // One line was cut on purpose, in 三.
      expect(problems.flat().filter((problem) => !problem.includes('ERR_FAILED'))).toEqual([])
    })
  }
})
