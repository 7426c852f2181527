import { useEffect, useRef, useState } from 'react'
import type { DraftFields, DraftReply } from '../../../../knowledge/drafts/draft-wire.js'
import { useSession } from '../../session.js'
import { readDraft, writeDraft } from '../../ticket/saved-draft.js'
import { useAction } from '../../use-action.js'
import { knowledgeApi } from '../knowledge-api.js'

/** What is being written: a form, or the document as text. */
export type Edit = { fields: DraftFields } | { text: string }

interface Begun {
  edit: Edit
  /** Of the draft when the writer last saw what is saved: whoever saved since is not written over. */
  version: number
}

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

function readKept(kept: string | undefined, { fields }: DraftReply): Begun | null {
  try {
    const { edit, version } = JSON.parse(kept ?? '{}') as Partial<Begun>
    return !edit || version === undefined || ('fields' in edit && !fields) ? null : { edit, version }
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
  const [begun, setBegun] = useState<Begun | null>(kept)
  const edit = begun?.edit ?? null
  const differs = (one: Edit) =>
    JSON.stringify(withoutEmptyLines(one)) !== JSON.stringify(savedAs(one, reply))
  const isChanged = edit !== null && differs(edit)
  const keep = (next: Begun | null) =>
    writeDraft(memberId, subject, { mode: 'note', text: next ? JSON.stringify(next) : '' })

  const saving = useAction(async () => {
    if (begun === null) return
    const next = await knowledgeApi.editDraft(draft.id, {
      version: begun.version,
      ...withoutEmptyLines(begun.edit),
    })
    keep(null)
    const { version } = next.draft
    // What was written while it was being saved stays.
    setBegun((now) =>
      now === begun ? { edit: savedAs(begun.edit, next), version } : now && { ...now, version },
    )
    await onSaved(next)
  })

  /** Asked for while an earlier save was under way: what was written since is saved after it. */
  const isAskedAgain = useRef(false)
  const save = {
    ...saving,
    run: () => {
      isAskedAgain.current = saving.isBusy
      return saving.run()
    },
  }
  useEffect(() => {
    if (saving.isBusy || !isAskedAgain.current) return
    isAskedAgain.current = false
    if (saving.failure === null && isChanged) void saving.run()
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
    isKept: begun !== null && begun === kept && isChanged,
    begin: () => setBegun((before) => before ?? { edit: asForm(reply), version: draft.version }),
    write(next: Edit) {
      const written = { edit: next, version: begun?.version ?? draft.version }
      setBegun(written)
      keep(differs(next) ? written : null)
    },
    /** The writer has seen what somebody else saved: the next save stands over it. */
    haveSeen: (version: number) => setBegun((before) => before && { ...before, version }),
    /** Only where nothing is unsaved. */
    changeTo: (how: 'form' | 'text') =>
      setBegun({
        edit: how === 'form' ? asForm(reply) : { text: reply.editText ?? '' },
        version: draft.version,
      }),
    stop() {
      setBegun(null)
      keep(null)
    },
    save,
  }
}

export type DraftEdit = ReturnType<typeof useDraftEdit>
