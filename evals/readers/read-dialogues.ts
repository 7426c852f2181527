import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Case } from '../cases/case.js'

const dialogueSchema = z.object({
  id: z.union([z.string(), z.number()]),
  turns: z.array(z.object({ role: z.enum(['citizen', 'lawyer']), text: z.string() })),
  laws: z.array(z.string()),
})

/** What citizens said in consultations over several turns. The laws were found by a model: any of them may be cited. */
export function dialogueCases(sharedDir: string): Case[] {
  return readFileSync(join(sharedDir, 'dialogues', 'multi-turn.jsonl'), 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => dialogueSchema.parse(JSON.parse(line)))
    .flatMap(({ id, turns, laws }) => {
      const said = turns.filter(({ role, text }) => role === 'citizen' && text.trim() !== '')
      const cites = laws.flatMap((law) => /^《.+?》第[^：:]+条(?:之.)?/.exec(law)?.[0] ?? [])
      if (said.length < 2 || cites.length === 0) return []
      return [
        {
          id: `dialogue-${id}`,
          turns: said.map(({ text }) => text),
          kind: 'dialogue',
          expect: { cites },
        },
      ]
    })
}
