import { z } from 'zod'

/**
 * The implicit label of generated text, beside the visible one: what the metadata of files and of data carry, under the
 * key `AIGC`, with the field names of GB 45438-2025.
 */
export const aigcLabelSchema = z.object({
  /** 1: it is generated. */
  Label: z.literal('1'),
  /** Who generated it. */
  ContentProducer: z.string(),
  /** Its number there. */
  ProduceID: z.string(),
})

export interface AigcLabelled {
  AIGC?: z.infer<typeof aigcLabelSchema>
}

/** @param id of the reply @returns nothing to spread where people wrote it */
export function aigcLabel(answer: { aiGenerated: boolean }, id: string): AigcLabelled {
  return answer.aiGenerated ? { AIGC: { Label: '1', ContentProducer: '问法 Wenfa', ProduceID: id } } : {}
}
