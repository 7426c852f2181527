import { z } from 'zod'
import { MATTERS, type Matter } from '../matter.js'
import type { ParsedGuide, ParsedStatute } from '../parsed-source.js'
import { isRegionCode } from '../regions.js'

/** What a folder may say of a text, beside it: what people may have changed is held against this before it is stored. */

/** PostgreSQL takes no U+0000. */
export const plainText = z.string().refine((text) => !text.includes('\0'), '有不能用的字符 U+0000，请去掉')
const filled = plainText.min(1)
const optional = plainText.nullable()
const texts = z.array(plainText)
const date = z.iso.date().nullable()
const regionCode = plainText.refine(isRegionCode, '没有这个行政区划代码').nullable()

export const statuteFields = z.strictObject({
  kind: z.literal('statute'),
  title: filled,
  shortTitle: filled,
  issuingBody: optional,
  notes: texts,
  versionDate: date,
  effectiveFrom: date,
  effectiveTo: date,
  repeals: texts,
  repealsOn: date,
  part: optional,
  regionCode,
  provisions: z.array(
    z.strictObject({
      article: optional,
      number: z.int32().nullable(),
      suffix: z.int32(),
      headingPath: texts,
      text: plainText,
    }),
  ),
}) satisfies z.ZodType<ParsedStatute>

export const guideFields = z.strictObject({
  kind: z.enum(['guide', 'faq']),
  title: filled,
  matters: z.array(z.enum(Object.keys(MATTERS) as [Matter, ...Matter[]])),
  serviceLines: z.array(plainText.regex(/^[a-z][a-z0-9_]*$/, '业务请写代号，如 legal_aid')),
  regionCode,
  office: optional,
  fee: optional,
  timeLimit: optional,
  materials: texts,
  asks: texts,
  followUps: texts,
  cites: texts,
  effectiveFrom: date,
  effectiveTo: date,
  lead: plainText,
  sections: z.array(
    z.strictObject({
      heading: plainText,
      kind: z.enum(['text', 'steps', 'list', 'notice']),
      items: texts,
    }),
  ),
}) satisfies z.ZodType<ParsedGuide>
