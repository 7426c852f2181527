import { printFrontMatter } from '../front-matter.js'
import type { ParsedGuide } from '../parsed-source.js'
import { listedCites, printGuideBlocks } from './print-guide-blocks.js'

/** The Markdown form of a guide, as in knowledge/starter/README.md. `parseGuide` reads back whatever it has read once. */
export function printGuide(guide: ParsedGuide): string {
  const frontMatter = printFrontMatter({
    title: guide.title,
    serviceLines: guide.serviceLines,
    matters: guide.matters,
    region: guide.regionCode,
    office: guide.office,
    fee: guide.fee,
    timeLimit: guide.timeLimit,
    materials: guide.materials,
    cites: listedCites(guide),
    asks: guide.asks,
    followUps: guide.followUps,
    effectiveFrom: guide.effectiveFrom,
    effectiveTo: guide.effectiveTo,
  })
  return `${frontMatter}\n${printGuideBlocks(guide, '##')}\n`
}
