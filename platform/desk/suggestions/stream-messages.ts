import { z } from 'zod'
import { answerSchema } from '../../../bot/answer.js'

/** What crosses the stream of a call, in both directions: docs/hotline-stream.md. */

const segmentId = z.string().min(1).max(100).describe('Of an utterance; unique within the call')
const speaker = z
  .enum(['caller', 'worker'])
  .default('caller')
  .describe('Only what the caller says is searched for')

/** UTF-16 units. */
const LONGEST_SEGMENT = 8000

const text = z.string().max(LONGEST_SEGMENT)

export const clientMessage = z.discriminatedUnion('type', [
  z
    .strictObject({ type: z.literal('partial'), segment: segmentId, speaker, text })
    .describe('The utterance so far; replaces what came for this segment before'),
  z
    .strictObject({ type: z.literal('final'), segment: segmentId, speaker, text })
    .describe('The utterance is complete: suggestions follow at once. An empty text takes it back'),
  z
    .strictObject({
      type: z.literal('region'),
      regionCode: z
        .string()
        .regex(/^\d{6,12}$/)
        .nullable()
        .describe('GB/T 2260 division code of the caller; null: unknown'),
    })
    .describe('Where the caller is'),
])

const suggestion = z.object({
  digit: z.number().int().min(1).max(9).describe('1 script, 2–4 answers, 5–8 articles, 9 question'),
  key: z.string().describe('What it is made from; the same in a later list is the same suggestion'),
  kind: z.enum(['script', 'answer', 'article', 'question']),
  title: z.string(),
  text: z.string(),
  copy: z.string().describe('Text with its citation'),
  probability: z
    .number()
    .min(0)
    .max(1)
    .describe('That its sources settle the question; of a question: that they do not yet'),
  sources: answerSchema.shape.bases,
  choices: z.array(z.string()),
})

export const serverMessage = z.discriminatedUnion('type', [
  z
    .object({
      type: z.literal('heard'),
      segment: z.string(),
      speaker: z.enum(['caller', 'worker']),
      text: z.string(),
      final: z.boolean(),
    })
    .describe('What another participant of the call sent, and on joining everything so far'),
  z
    .object({
      type: z.literal('suggestions'),
      list: z.number().int().positive().describe('Counts from 1 in the call'),
      matter: z.string().nullable(),
      regionCode: z.string().nullable(),
      notices: z.array(z.string()).describe('Dangers to mention'),
      suggestions: z.array(suggestion),
      tookMs: z
        .number()
        .describe('From the pause of the caller until this was sent, by the clock of the server'),
    })
    .describe('Replaces the list before it'),
  z
    .object({
      type: z.literal('problem'),
      code: z.enum(['bad_message', 'too_long', 'failed']),
      message: z.string(),
    })
    .describe('The message was not taken, or suggestions could not be made; the stream goes on'),
])

export type ClientMessage = z.output<typeof clientMessage>
export type ServerMessage = z.infer<typeof serverMessage>
export type Suggestion = z.infer<typeof suggestion>
