import { useState } from 'react'
import { UploadIcon } from '../../icons.js'
import { uploadsWords as words } from './uploads-words.js'

const ACCEPTED = '.md,.markdown,.txt,.docx,.pdf,.html,.htm,.xlsx,.csv,.zip'

/** Takes files that are dropped on it or chosen. */
export function DropField({ onFiles }: { onFiles: (files: readonly File[]) => void }) {
  const [isOver, setOver] = useState(false)
  return (
    <label
      className="import__drop upload__drop"
      data-over={isOver}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault()
        setOver(false)
        onFiles([...event.dataTransfer.files])
      }}
    >
      <UploadIcon />
      <strong>{words.drop}</strong>
      <span>{words.dropHint}</span>
      <input
        type="file"
        multiple
        accept={ACCEPTED}
        className="hidden-text"
        onChange={({ target }) => {
          onFiles([...(target.files ?? [])])
          // The same one again, corrected, is a change too.
          target.value = ''
        }}
      />
    </label>
  )
}
