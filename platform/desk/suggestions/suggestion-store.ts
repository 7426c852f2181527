import { distance } from 'fastest-levenshtein'
import { maskPersonalData } from '../../../bot/mask-personal-data.js'
import type { Db } from '../../../storage/database.js'
import type { ServerMessage } from './stream-messages.js'

export type Choice =
  /** As it was shown, or as staff changed it. */
  { kind: 'taken'; text: string } | { kind: 'rejected' }

/** What was suggested in each call and what became of it. */
export function createSuggestionStore({ db, now }: { db: Db; now(): Date }) {
  return {
    /** What staff have chosen stays as they saw it. */
    async record(
      callId: string,
      { list, matter, suggestions, tookMs }: Extract<ServerMessage, { type: 'suggestions' }>,
    ): Promise<void> {
      const shownAt = now().toISOString()
      if (suggestions.length > 0) {
        await db
          .insertInto('suggestions')
          .values(
            suggestions.map(({ key, kind, digit, copy, probability }) => ({
              call_id: callId,
              key,
              kind,
              list,
              digit,
              text: maskPersonalData(copy).masked,
              probability,
              matter: matter ?? 'other',
              took_ms: tookMs,
              shown_at: shownAt,
              choice: null,
              distance: null,
              chosen_at: null,
            })),
          )
          .onConflict((conflict) =>
            conflict
              .columns(['call_id', 'key'])
              .doUpdateSet((eb) => ({
                list: eb.ref('excluded.list'),
                digit: eb.ref('excluded.digit'),
                text: eb.ref('excluded.text'),
                probability: eb.ref('excluded.probability'),
                matter: eb.ref('excluded.matter'),
                took_ms: eb.ref('excluded.took_ms'),
                shown_at: eb.ref('excluded.shown_at'),
              }))
              .where('suggestions.choice', 'is', null),
          )
          .execute()
      }
      if (matter !== null) {
        await db.updateTable('hotline_calls').set({ matter }).where('id', '=', callId).execute()
      }
    },

    /** The last choice counts. @returns null: nothing of this key was shown in the call */
    async choose(callId: string, key: string, choice: Choice) {
      const shown = await db
        .selectFrom('suggestions')
        .select('text')
        .where('call_id', '=', callId)
        .where('key', '=', key)
        .executeTakeFirst()
      if (!shown) return null
      const edits =
        choice.kind === 'taken' ? distance(shown.text, maskPersonalData(choice.text).masked) : null
      const kind = edits === null ? 'rejected' : edits === 0 ? 'used' : 'edited'
      await db
        .updateTable('suggestions')
        .set({ choice: kind, distance: edits, chosen_at: now().toISOString() })
        .where('call_id', '=', callId)
        .where('key', '=', key)
        .execute()
      return { choice: kind, distance: edits } as const
    },
  }
}
