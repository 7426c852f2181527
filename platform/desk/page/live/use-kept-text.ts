import { useState } from 'react'
import { readDraft, writeDraft } from '../ticket/saved-draft.js'

export type ComposerKind = 'reply' | 'whisper'

/** Reply and whisper are kept apart: what was meant for a colleague never lies ready to be sent to the citizen. */
const subjectOf = (conversationId: string, kind: ComposerKind) => `live.${conversationId}.${kind}`

export function keptText(memberId: string, conversationId: string, kind: ComposerKind): string {
  return readDraft(memberId, subjectOf(conversationId, kind))?.text ?? ''
}

/** What is being written in a conversation, kept in this browser until it is sent. */
export function useKeptText(memberId: string, conversationId: string, kind: ComposerKind) {
  const [text, setText] = useState(() => keptText(memberId, conversationId, kind))
  return [
    text,
    (next: string) => {
      setText(next)
      const mode = kind === 'reply' ? 'reply' : 'note'
      writeDraft(memberId, subjectOf(conversationId, kind), { mode, text: next })
    },
  ] as const
}
