import { readFrontMatter } from './front-matter.js'
import { readGuideBlocks } from './guide-blocks.js'
import {
  collectCites,
  listOf,
  readDate,
  readMatters,
  readRegion,
  readServiceLines,
  textOf,
} from './guide-fields.js'
import type { LineProblem } from './line-problem.js'
import type { ParsedGuide } from './parsed-source.js'
import { titleProblem } from './title-problem.js'

const KEYS = new Set(
  'title serviceLine serviceLines matter matters region office fee timeLimit materials cites asks followUps effectiveFrom effectiveTo'.split(
    ' ',
  ),
)

export interface ParsedGuides {
  entries: ParsedGuide[]
  problems: LineProblem[]
}

/** One guide a file: front matter and text as in knowledge/starter/README.md. A guide without title or answer is left out. */
export function parseGuide(text: string): ParsedGuides {
  const { data, body, bodyLine, problems: yamlProblems } = readFrontMatter(text)
  const problems = [...yamlProblems]
  const top = 1
  for (const key of Object.keys(data)) {
    if (!KEYS.has(key))
      problems.push({
        line: top,
        message: `Unknown key "${key}" in the front matter: use ${[...KEYS].join(', ')}`,
      })
  }
  const title = textOf(data.title)
  const { lead, sections } = readGuideBlocks(body)
  const wrong = problems.length
  const region = readRegion(data.region, top, problems)
  if (problems.length > wrong) return { entries: [], problems }
  if (title === null)
    problems.push({ line: top, message: 'The guide has no title: add "title:" to its front matter' })
  if (lead === '')
    problems.push({
      line: bodyLine,
      message: 'The guide has no text before its first heading: write the direct answer there',
    })
  const tooLong = title === null ? null : titleProblem(title)
  if (tooLong !== null) problems.push({ line: top, message: tooLong })
  if (title === null || tooLong !== null || lead === '') return { entries: [], problems }
  const guide: ParsedGuide = {
    kind: 'guide',
    title,
    matters: readMatters([...listOf(data.matters), ...listOf(data.matter)], top, problems),
    serviceLines: readServiceLines(
      [...listOf(data.serviceLine), ...listOf(data.serviceLines)],
      top,
      problems,
    ),
    regionCode: region,
    office: textOf(data.office),
    fee: textOf(data.fee),
    timeLimit: textOf(data.timeLimit),
    materials: listOf(data.materials),
    asks: listOf(data.asks),
    followUps: listOf(data.followUps),
    cites: [],
    effectiveFrom: readDate(data.effectiveFrom, 'effectiveFrom', top, problems),
    effectiveTo: readDate(data.effectiveTo, 'effectiveTo', top, problems),
    lead,
    sections,
  }
  guide.cites = collectCites(guide, listOf(data.cites), bodyLine, problems)
  return { entries: [guide], problems }
}
