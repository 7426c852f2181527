import { useEffect, useState } from 'react'
import type { DraftFields, DraftReply } from '../../../../knowledge/drafts/draft-wire.js'
import { useSession } from '../../session.js'
import { readDraft, writeDraft } from '../../ticket/saved-draft.js'
import { useAction } from '../../use-action.js'
import { knowledgeApi } from '../knowledge-api.js'

/** What is being written: a form, or the document as text. */
export type Edit = { fields: DraftFields } | { text: string }

const LISTS = ['materials', 'asks', 'followUps', 'cites'] as const

/** As the server has it. */
function savedAs(edit: Edit, { fields, editText }: DraftReply): Edit {
  return 'fields' in edit && fields ? { fields } : { text: editText ?? '' }
}

/** As text where it holds more than a form shows. */
const asForm = ({ fields, editText }: DraftReply): Edit => (fields ? { fields } : { text: editText ?? '' })

/** Lines that are only begun are kept while one writes, and not saved. */
function withoutEmptyLines(edit: Edit): Edit {
  if ('text' in edit) return edit
  const fields = { ...edit.fields }
  for (const name of LISTS) {
    fields[name] = fields[name].map((line) => line.trim()).filter((line) => line !== '')
  }
  return { fields }
}

function readKept(kept: string | undefined, { fields }: DraftReply): Edit | null {
  try {
    const edit = JSON.parse(kept ?? 'null') as Edit | null
    return edit !== null && 'fields' in edit && !fields ? null : edit
  } catch {
    return null
  }
}

/**
 * A draft while it is edited: kept in this browser until it is saved, so that neither a reload nor somebody who was
 * faster takes it away.
 */
export function useDraftEdit(reply: DraftReply, onSaved: (reply: DraftReply) => Promise<void>) {
  const { draft } = reply
  const { id: memberId } = useSession().member
  const subject = `knowledge.${draft.id}`
  const [kept] = useState(() => readKept(readDraft(memberId, subject)?.text, reply))
  const [edit, setEdit] = useState<Edit | null>(kept)
  const differs = (one: Edit) =>
    JSON.stringify(withoutEmptyLines(one)) !== JSON.stringify(savedAs(one, reply))
  const isChanged = edit !== null && differs(edit)
  const keep = (next: Edit | null) =>
    writeDraft(memberId, subject, { mode: 'note', text: next ? JSON.stringify(next) : '' })

  const save = useAction(async () => {
    if (edit === null) return
    const next = await knowledgeApi.editDraft(draft.id, {
      version: draft.version,
      ...withoutEmptyLines(edit),
    })
    keep(null)
    setEdit(savedAs(edit, next))
    await onSaved(next)
  })

  useEffect(() => {
    if (!isChanged) return
    const warn = (event: BeforeUnloadEvent) => event.preventDefault()
    addEventListener('beforeunload', warn)
    return () => removeEventListener('beforeunload', warn)
  }, [isChanged])

  return {
    /** null: it is not being edited. */
    edit,
    isChanged,
    /** It was written here before, and never saved. */
    isKept: kept !== null && edit === kept && isChanged,
    begin: () => setEdit((before) => before ?? asForm(reply)),
    write(next: Edit) {
      setEdit(next)
      keep(differs(next) ? next : null)
    },
    /** Only where nothing is unsaved. */
    changeTo: (how: 'form' | 'text') =>
      setEdit(how === 'form' ? asForm(reply) : { text: reply.editText ?? '' }),
    stop() {
      setEdit(null)
      keep(null)
    },
    save,
  }
}

export type DraftEdit = ReturnType<typeof useDraftEdit>
