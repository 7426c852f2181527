import { type ReactNode, useState } from 'react'
import { UploadIcon } from './icons.js'

interface DropFieldProps {
  /** Endings: .xlsx,.csv */
  accept: string
  isMultiple?: boolean
  className?: string
  onFiles: (files: readonly File[]) => void
  /** What to drop here. */
  children: ReactNode
}

/** Takes files that are dropped on it or chosen. */
export function DropField({ accept, isMultiple, className = '', onFiles, children }: DropFieldProps) {
  const [isOver, setOver] = useState(false)
  return (
    <label
      className={`import__drop ${className}`}
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
      {children}
      <input
        type="file"
        multiple={isMultiple}
        accept={accept}
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
