import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { z } from 'zod'
import { INTENTS } from '../../bot/intent.js'
import { OUTCOMES } from '../../bot/outcome.js'
import { isMatter } from '../../knowledge/matter.js'
import { UsageError } from '../../server/cli/output.js'

const text = z.string().trim().min(1)
const divisionCode = z.string().regex(/^\d{6}(\d{3}){0,2}$/, 'a division code has 6, 9 or 12 digits')
const outcomeStart = text.refine(
  (start) => OUTCOMES.some((outcome) => outcome.startsWith(start)),
  'no outcome of bot/outcome.ts begins like this',
)
const oneOrMore = <T extends z.ZodType>(schema: T) => z.array(schema).min(1)

const PERSONAL_KINDS = [
  'name',
  'address',
  'id_number',
  'mobile',
  'landline',
  'bank_card',
  'plate',
  'passport',
  'email',
  'wechat',
  'qq',
] as const

const goldSchema = z.strictObject({
  name: text,
  matches: oneOrMore(z.strictObject({ file: text, article: text })),
})

/** What should come of a case; each suite looks at the fields that it measures. */
const expectSchema = z.strictObject({
  /** Articles that decide the question; any match of one counts as found, a file is compared by its end. */
  gold: oneOrMore(goldSchema).optional(),
  /** 劳动合同法第八十二条: one of these is among what is cited, or the first hits. */
  cites: oneOrMore(text).optional(),
  /** 上海市物业管理条例, or one article of it: nothing of these is among the hits or what is cited. */
  never: oneOrMore(text).optional(),
  /** Version of the first hit, or of the cited article. */
  versionDate: z.iso.date().optional(),
  status: z.enum(['found', 'no_such_law', 'no_such_article', 'not_in_force']).optional(),
  outcome: oneOrMore(outcomeStart).optional(),
  intent: z.enum(INTENTS).optional(),
  matter: z.string().refine(isMatter, 'no matter of knowledge/matter.ts').optional(),
  regionCode: divisionCode.optional(),
  /** An expert's answer, for ROUGE-L. */
  answer: text.optional(),
  /** Life, health or freedom is in danger now: help comes before everything else. */
  danger: z.boolean().optional(),
  /** Wants the assistant to break its rules. */
  misuse: z.boolean().optional(),
  /** All that tells who somebody is; empty: nothing does. */
  personal: z.array(z.strictObject({ kind: z.enum(PERSONAL_KINDS), text })).optional(),
})

const caseSchema = z
  .strictObject({
    id: text,
    question: text.optional(),
    /** A citizen's messages, oldest first; the last one is judged. */
    turns: oneOrMore(text).optional(),
    region: divisionCode.optional(),
    asOf: z.iso.date().optional(),
    kind: z
      .string()
      .regex(/^[a-z0-9]+(_[a-z0-9]+)*$/, 'a kind is written in snake_case')
      .optional(),
    /** Robustness: the same question as it is put without the disturbance. */
    plain: text.optional(),
    expect: expectSchema.refine(
      (expect) => Object.values(expect).some((value) => value !== undefined),
      'at least one expectation is needed',
    ),
  })
  .refine(
    ({ question, turns }) => (question === undefined) !== (turns === undefined),
    'either "question" or "turns" is needed',
  )
  .transform(({ question, turns, ...rest }) => ({ ...rest, turns: turns ?? [question!] }))

/** One case of an evaluation suite, its messages always as `turns`. Format: evals/cases/README.md. */
export type Case = z.output<typeof caseSchema> & {
  /** Name of the file in the folder of its suite, without its ending. */
  part?: string
}

/** A file of cases that does not keep to the format; the message has one line a fault, each with file and line. */
export class CaseError extends UsageError {
  override name = 'CaseError'
}

const BYTE_ORDER_MARK = /^\ufeff/

/** @throws {CaseError} naming every line that is no case, and every id that was there before */
export function parseCases(content: string, file: string): Case[] {
  const faults: string[] = []
  const cases: Case[] = []
  for (const [index, line] of content.replace(BYTE_ORDER_MARK, '').split('\n').entries()) {
    if (line.trim() === '') continue
    const at = `${file}:${index + 1}`
    const parsed = caseSchema.safeParse(parseJson(line))
    if (!parsed.success) {
      faults.push(...parsed.error.issues.map((issue) => `${at}: ${describe(issue)}`))
    } else cases.push(parsed.data)
  }
  if (faults.length > 0) throw new CaseError(faults.join('\n'))
  return cases
}

/**
 * All cases in the `*.jsonl` files of a folder, by file name; none where there is no folder.
 * @throws {CaseError}
 */
export function readCaseFolder(folder: string): Case[] {
  if (!existsSync(folder)) return []
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .sort()
  const cases = files.flatMap((name) => {
    const path = join(folder, name)
    const part = basename(name, '.jsonl')
    return parseCases(readFileSync(path, 'utf8'), path).map((each) => ({ ...each, part }))
  })
  const seen = new Set<string>()
  for (const { id } of cases) {
    if (seen.has(id)) throw new CaseError(`${folder}: two cases have the id ${id}`)
    seen.add(id)
  }
  return cases
}

function parseJson(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function describe({ path, message, code }: z.core.$ZodIssue): string {
  if (path.length === 0 && code === 'invalid_type') return 'this line is no JSON object'
  return path.length > 0 ? `${path.join('.')}: ${message}` : message
}
