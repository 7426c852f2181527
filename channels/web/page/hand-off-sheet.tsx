import { type FormEvent, useId, useState } from 'react'
import { Sheet } from '../../../ui/sheet.js'
import { useWords } from '../../../ui/words/use-words.js'

const LONGEST_NOTE = 500

export function HandOffSheet({
  onClose,
  onConfirm,
}: {
  onClose: () => void
  onConfirm: (note: string) => void
}) {
  const words = useWords()
  const [note, setNote] = useState('')
  const noteId = useId()
  const formId = useId()
  const onSubmit = (event: FormEvent) => {
    event.preventDefault()
    onConfirm(note.trim())
  }
  return (
    <Sheet
      title={words.handOff.title}
      onClose={onClose}
      footer={
        <>
          <button type="button" className="button" onClick={onClose}>
            {words.cancel}
          </button>
          <button type="submit" form={formId} className="button button--primary">
            {words.handOff.send}
          </button>
        </>
      }
    >
      <form id={formId} className="form" onSubmit={onSubmit}>
        <p>{words.handOff.what}</p>
        <label htmlFor={noteId}>{words.handOff.noteLabel}</label>
        <textarea
          id={noteId}
          className="field"
          rows={3}
          maxLength={LONGEST_NOTE}
          placeholder={words.handOff.notePlaceholder}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        <p className="form__urgent">
          {words.handOff.urgent}
          <a href="tel:110">110</a> · <a href="tel:12348">12348</a>
        </p>
      </form>
    </Sheet>
  )
}
