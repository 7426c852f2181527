import { readGuideBlocks } from '../../../knowledge/guide-blocks.js'
import { collectCites } from '../../../knowledge/guide-fields.js'
import { isMatter } from '../../../knowledge/matter.js'
import type { ParsedGuide, ParsedSource } from '../../../knowledge/parsed-source.js'
import { listedCites, printGuideBlocks } from '../../../knowledge/print/print-guide-blocks.js'
import { documentOf } from './document-of.js'
import type { DraftFields } from './draft-wire.js'

/** A guide, or one Q&A, as a form shows it. */
export function fieldsOf(guide: ParsedGuide): DraftFields {
  return {
    title: guide.title,
    matters: guide.matters,
    serviceLines: guide.serviceLines,
    regionCode: guide.regionCode,
    office: guide.office ?? '',
    fee: guide.fee ?? '',
    timeLimit: guide.timeLimit ?? '',
    materials: guide.materials,
    asks: guide.asks,
    followUps: guide.followUps,
    cites: listedCites(guide),
    effectiveFrom: guide.effectiveFrom,
    effectiveTo: guide.effectiveTo,
    body: printGuideBlocks(guide, '##'),
  }
}

/** The document that a form makes: what is wrong with it, its parser says. */
export function documentOfFields(kind: ParsedGuide['kind'], fields: DraftFields): string {
  const blocks = readGuideBlocks(fields.body.split('\n'))
  const source: ParsedSource = {
    kind,
    ...fields,
    matters: fields.matters.filter(isMatter),
    office: fields.office || null,
    fee: fields.fee || null,
    timeLimit: fields.timeLimit || null,
    ...blocks,
    cites: collectCites(blocks, fields.cites, 1, []),
  }
  return documentOf(source)?.text ?? ''
}
