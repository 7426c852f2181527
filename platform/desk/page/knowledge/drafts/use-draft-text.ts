import { useEffect, useState } from 'react'
import type { DraftReply } from '../../../../knowledge/drafts/draft-wire.js'
import { useSession } from '../../session.js'
import { readDraft, writeDraft } from '../../ticket/saved-draft.js'
import { useAction } from '../../use-action.js'
import { knowledgeApi } from '../knowledge-api.js'

/**
 * The text of a draft while it is edited: kept in this browser until it is saved, so that neither a reload nor somebody
 * who was faster takes it away.
 */
export function useDraftText(
  { draft, text: saved }: DraftReply,
  onSaved: (reply: DraftReply) => Promise<void>,
) {
  const { id: memberId } = useSession().member
  const subject = `knowledge.${draft.id}`
  const [kept] = useState(() => readDraft(memberId, subject)?.text ?? null)
  const [text, setText] = useState<string | null>(kept !== null && kept !== saved ? kept : null)
  const keep = (next: string) => writeDraft(memberId, subject, { mode: 'note', text: next })
  const save = useAction(async () => {
    if (text === null) return
    const reply = await knowledgeApi.editDraft(draft.id, { version: draft.version, text })
    keep('')
    setText(reply.text)
    await onSaved(reply)
  })
  const isChanged = text !== null && text !== saved

  useEffect(() => {
    if (!isChanged) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isChanged])

  return {
    /** null: it is not being edited. */
    text,
    isChanged,
    /** It was written here before, and never saved. */
    isKept: kept !== null && text === kept && isChanged,
    begin: () => setText((before) => before ?? saved),
    write(next: string) {
      setText(next)
      keep(next === saved ? '' : next)
    },
    stop() {
      setText(null)
      keep('')
    },
    save,
  }
}

export type DraftText = ReturnType<typeof useDraftText>
